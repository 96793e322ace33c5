namespace DynamoLab.Driver;

/// <summary>How the program ends.</summary>
public static class ExitCode
{
    /// <summary>It ran, and every promise that was checked held.</summary>
    public const int Done = 0;

    /// <summary>It ran, and a promise was broken or a quorum was not met.</summary>
    public const int Broken = 1;

    /// <summary>It could not run: bad input, no cluster, no successful operation, an interrupt.</summary>
    public const int CannotRun = 2;
}
