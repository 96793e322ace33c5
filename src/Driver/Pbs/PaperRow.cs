using DynamoLab.History.Pbs;

namespace DynamoLab.Driver.Pbs;

/// <summary>A computed cell beside the printed one.</summary>
/// <param name="Published">Null where the paper has none.</param>
internal sealed record PaperRow(string Fit, int Replicas, WarsCell Computed, PublishedCell? Published);
