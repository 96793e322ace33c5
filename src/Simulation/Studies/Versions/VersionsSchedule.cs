using DynamoLab.Core;

namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>
/// The steps of a study, drawn once and played under every scheme: half of the operations read, half write, and one
/// step in ten is an exchange. Keys are drawn evenly; a fallback hands off some steps after its write.
/// </summary>
public static class VersionsSchedule
{
    private const double ReadShare = 0.5;
    private const double ExchangeShare = 0.1;

    /// <summary>A fallback keeps its copy for up to so many steps of the key.</summary>
    private const int HandoffStepsMax = 20;

    public static IReadOnlyList<VersionsStep> Draw(VersionsPlan plan, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        var steps = new List<VersionsStep>();
        var waiting = new Queue<(int DueAt, VersionsStep Step)>();
        for (var i = 0; i < plan.Operations; i++)
        {
            while (waiting.TryPeek(out var next) && next.DueAt <= i)
            {
                steps.Add(waiting.Dequeue().Step);
            }

            var step = Next(plan, random);
            steps.Add(step);
            if (step is { Kind: VersionsStepKind.Write, Node: >= VersionsPlan.Replicas })
            {
                // Not drawn one by one: they stay in the order of their writes.
                waiting.Enqueue((i + (HandoffStepsMax * plan.Keys), step with { Kind = VersionsStepKind.Handoff }));
            }
        }

        return [.. steps, .. waiting.Select(w => w.Step)];
    }

    private static VersionsStep Next(VersionsPlan plan, DeterministicRandom random)
    {
        // All is drawn for every step, so that an option changes what it says and shifts nothing else.
        var (key, client) = (random.Next(plan.Keys), random.Next(plan.Clients));
        var node = random.Next(VersionsPlan.Replicas);
        var other = (node + 1 + random.Next(VersionsPlan.Replicas - 1)) % VersionsPlan.Replicas;
        var fallback = VersionsPlan.Replicas + random.Next(plan.Nodes - VersionsPlan.Replicas);
        var isExchange = random.NextDouble() < ExchangeShare;
        var isRead = random.NextDouble() < ReadShare;
        var isFallback = random.NextDouble() < plan.FallbackShare;
        var isBlind = random.NextDouble() < plan.BlindShare;
        var reached = 0;
        for (var replica = 0; replica < VersionsPlan.Replicas; replica++)
        {
            reached |= random.NextDouble() < plan.LossShare ? 0 : 1 << replica;
        }

        var kind = isExchange ? VersionsStepKind.Exchange
            : isRead ? VersionsStepKind.Read
            : VersionsStepKind.Write;
        var at = kind == VersionsStepKind.Write && isFallback ? fallback : node;
        return new VersionsStep(kind, key, client, at, other, reached, isBlind);
    }
}
