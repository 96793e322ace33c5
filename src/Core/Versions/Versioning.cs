namespace DynamoLab.Core.Versions;

/// <summary>The versioning schemes by kind.</summary>
public static class Versioning
{
    /// <summary>Entries a classic vector clock may hold before its oldest is pruned (Dynamo §4.4).</summary>
    public const int ClockEntriesMaxDefault = 10;

    public static IVersioning Of(VersioningKind kind, int clockEntriesMax = ClockEntriesMaxDefault) => kind switch
    {
        VersioningKind.Dvv => new DottedVersionVectors(),
        VersioningKind.Vv => new VectorClocks(clockEntriesMax),
        VersioningKind.Lww => new LastWriterWins(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "accepted: Dvv, Vv, Lww"),
    };
}
