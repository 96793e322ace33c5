namespace DynamoLab.Driver.Matrix;

/// <summary>What <c>matrix</c> was asked on its command line.</summary>
internal sealed record MatrixOptions
{
    /// <summary>The matrix file.</summary>
    public required string File { get; init; }

    /// <summary>Null: a new folder named after the matrix.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Null: as the file says.</summary>
    public int? Repeats { get; init; }

    /// <summary>Null: as the file says, or drawn.</summary>
    public ulong? Seed { get; init; }

    public bool IsQuick { get; init; }

    public bool IsListOnly { get; init; }

    /// <summary>Cells whose name matches, <c>*</c> standing for anything; null: all.</summary>
    public string? Only { get; init; }

    public string? NodeBinary { get; init; }
}
