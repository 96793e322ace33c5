namespace DynamoLab.Driver.Matrix.Running;

/// <summary>A row, as <c>matrix.json</c> tells it.</summary>
/// <param name="Axes">The settings that vary, by name.</param>
internal sealed record RowRecord(string Name, string Description, IReadOnlyList<string> Axes);
