using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>One cell: what it is called, what is set in it, and the run that makes of it.</summary>
internal sealed record MatrixCell
{
    /// <summary>
    /// The row and the value of every axis: <c>baseline-concurrency=16</c>; unique, fit for a folder.
    /// </summary>
    public required string Name { get; init; }

    public required string Row { get; init; }

    /// <summary>The settings that vary in its row, by name.</summary>
    public required IReadOnlyList<(string Name, string Value)> Axes { get; init; }

    /// <summary>All settings that are not left at their defaults, those of the axes included, sorted by name.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>The run, but for folder, seed and keys, which each repeat has its own of.</summary>
    public required ExperimentOptions Options { get; init; }

    /// <summary>Nodes to spawn for it.</summary>
    public int Nodes => Options.Nodes ?? throw new InvalidOperationException("a cell has nodes of its own");
}
