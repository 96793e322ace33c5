namespace DynamoLab.Driver.Matrix.Format;

/// <summary>A setting that varies; at least one value, none twice.</summary>
internal sealed record MatrixAxis(string Name, IReadOnlyList<Setting> Values);
