namespace DynamoLab.Report.Matrix;

/// <summary>Figures over two settings.</summary>
/// <param name="Title">What tells it from others; empty for one alone.</param>
/// <param name="Across">The values along.</param>
/// <param name="Down">The values downwards.</param>
/// <param name="Values">By place downwards and along; null where there is no figure.</param>
public sealed record HeatMap(
    string Title,
    IReadOnlyList<string> Across,
    IReadOnlyList<string> Down,
    IReadOnlyList<IReadOnlyList<double?>> Values);
