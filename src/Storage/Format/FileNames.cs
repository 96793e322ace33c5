namespace DynamoLab.Storage.Format;

/// <summary>The files of a log, and what they are called. A segment's number has ten digits, so that names sort.</summary>
internal static class FileNames
{
    /// <summary>Says that the last process stopped cleanly, and what it left.</summary>
    public const string CleanStop = "clean-stop";

    /// <summary>A clean-stop marker that is not complete yet.</summary>
    public const string CleanStopDraft = "clean-stop.draft";

    /// <summary>A segment on its way out: what no longer bears its name cannot come back under it.</summary>
    public const string Discarded = "discarded";

    private const string LogEnd = ".log";

    public static string Log(uint segment) => $"{segment:d10}{LogEnd}";

    /// <summary>The hint file of a closed segment.</summary>
    public static string Hint(uint segment) => $"{segment:d10}.hint";

    /// <summary>The damaged bytes of a segment, kept for whoever wants to look into them.</summary>
    public static string Quarantined(uint segment) => $"{segment:d10}.quarantined";

    /// <summary>The segment whose log file has this name; null when it is the name of something else.</summary>
    public static uint? SegmentOf(string name) =>
        name.EndsWith(LogEnd, StringComparison.Ordinal)
        && uint.TryParse(name.AsSpan(0, name.Length - LogEnd.Length), out var segment)
        && name == Log(segment)
            ? segment
            : null;
}
