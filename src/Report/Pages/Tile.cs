namespace DynamoLab.Report.Pages;

/// <summary>A headline figure.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Behind it, small; empty for a share.</param>
/// <param name="Detail">What it has to be read with.</param>
public sealed record Tile(string Label, string Value, string Unit, string Detail);
