namespace DynamoLab.Report.Matrix;

/// <summary>A row of a matrix, as <c>matrix.json</c> tells it.</summary>
/// <param name="Axes">The settings that vary, by name.</param>
public sealed record MatrixRowInfo(string Name, string Description, IReadOnlyList<string> Axes);
