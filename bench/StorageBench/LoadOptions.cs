namespace DynamoLab.StorageBench;

/// <summary>How to measure compaction under load.</summary>
/// <param name="Seconds">How long each run writes.</param>
/// <param name="Rounds">Pairs of runs.</param>
/// <param name="MbPerS">What compaction may go through, in 10^6 bytes a second.</param>
/// <param name="Keys">Keys written to, each as likely as any other.</param>
/// <param name="ValueBytes">Bytes of a value.</param>
internal sealed record LoadOptions(int Seconds, int Rounds, int MbPerS, int Keys, int ValueBytes);
