namespace DynamoLab.Driver.Matrix.Format;

/// <summary>A matrix as its file says it: checked field by field, its cells not yet looked at.</summary>
internal sealed record MatrixFile
{
    /// <summary>As it was given, for errors.</summary>
    public required string Path { get; init; }

    /// <summary>Names the folder of the results.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Runs of every cell, at least 1; default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Decides everything that is drawn; null: drawn itself.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Settings of every cell, unless its row says otherwise.</summary>
    public IReadOnlyList<Setting> Defaults { get; init; } = [];

    /// <summary>What <c>--quick</c> sets, over rows and defaults; an axis keeps its values.</summary>
    public IReadOnlyList<Setting> Quick { get; init; } = [];

    public required IReadOnlyList<MatrixRow> Rows { get; init; }
}
