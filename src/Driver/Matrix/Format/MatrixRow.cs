namespace DynamoLab.Driver.Matrix.Format;

/// <summary>One row of a matrix: what is fixed in it, and what varies.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Field">Its place: <c>rows[2]</c>.</param>
/// <param name="Axes">Every combination of their values is a cell; without axes the row is one cell.</param>
internal sealed record MatrixRow(
    string Name,
    string Description,
    int Line,
    string Field,
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<MatrixAxis> Axes);
