namespace DynamoLab.History.Metrics;

/// <summary>A named stretch of the run: [start, end) in microseconds since the Unix epoch.</summary>
public readonly record struct RunWindow(string Name, long StartUs, long EndUs)
{
    public const string Overall = "overall";
    public const string Warmup = "warmup";
    public const string Failure = "failure";
    public const string Recovery = "recovery";
    public const string Steady = "steady";

    public double DurationS => Math.Max(0, EndUs - StartUs) / 1e6;

    internal double? PerSecond(long count) => EndUs <= StartUs ? null : count / DurationS;
}
