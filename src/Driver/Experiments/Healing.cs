using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>Sums up what the replicas counted as healed.</summary>
internal static class Healing
{
    /// <summary>Null when nobody counted.</summary>
    public static HealingMetrics? Of(IReadOnlyList<CounterPhase> phases) => phases.Count == 0
        ? null
        : new HealingMetrics
        {
            Phases = [.. phases.Select(phase => PhaseOf(phase.Name, [phase]))],
            Total = PhaseOf(HealingPhase.Total, phases),
        };

    private static HealingPhase PhaseOf(string name, IReadOnlyList<CounterPhase> parts) => new()
    {
        Name = name,
        StartUs = parts.Min(part => part.StartUs),
        EndUs = parts.Max(part => part.EndUs),
        Hint = CountOf("hint", parts),
        ReadRepair = CountOf("read_repair", parts),
        BackgroundExchange = CountOf("background_exchange", parts),
        ExplicitRound = CountOf("round", parts),
    };

    private static HealingCount CountOf(string by, IReadOnlyList<CounterPhase> parts) => new(
        parts.Sum(part => part[$"keys_healed_by_{by}"]), parts.Sum(part => part[$"versions_healed_by_{by}"]));
}
