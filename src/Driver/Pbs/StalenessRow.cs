namespace DynamoLab.Driver.Pbs;

/// <summary>Reads that miss at least the K newest acknowledged writes of their key.</summary>
/// <param name="K">From 1.</param>
/// <param name="Reads">Those before which at least K writes had been acknowledged.</param>
/// <param name="Observed">The share of them that missed all K.</param>
/// <param name="Independent">The share to expect if the writes of a key were under way independently.</param>
/// <param name="InOrder">
/// The share to expect if no write of a key overtook an older one, as on a link: then who lacks the K-th lacks all.
/// </param>
internal sealed record StalenessRow(int K, long Reads, double Observed, double Independent, double InOrder);
