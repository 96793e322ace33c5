namespace DynamoLab.Driver.Pbs;

/// <summary>What <c>pbs --paper</c> computes.</summary>
/// <param name="Replicas">N, 1 to <see cref="ReplicasMax"/>.</param>
/// <param name="ReadQuorum">R, 1 to N; null: see <see cref="PaperStudy"/>.</param>
/// <param name="WriteQuorum">W, likewise.</param>
/// <param name="Trials">Writes, each with a read, per fit.</param>
internal sealed record PaperOptions(int Replicas, int? ReadQuorum, int? WriteQuorum, long Trials)
{
    public const int ReplicasMax = 15;
    public const int TrialsMin = 10_000;
    public const int TrialsMax = 100_000_000;
}
