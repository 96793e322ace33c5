namespace DynamoLab.Driver.Matrix.Running;

/// <summary>What a folder of results was begun with; <c>matrix.json</c>.</summary>
internal sealed record MatrixRecord
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required bool Quick { get; init; }

    public required ulong Seed { get; init; }

    public required int Repeats { get; init; }

    /// <summary>The command that begins it anew.</summary>
    public required string Command { get; init; }

    /// <summary>For the page: in the order of the file.</summary>
    public required IReadOnlyList<RowRecord> Rows { get; init; }

    /// <summary>By cell, the settings that were not left at their defaults.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Cells { get; init; }
}
