using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Simulation.Faults;

/// <summary>
/// Draws what goes wrong. Swarm testing (Groce et al., ISSTA 2012): every schedule has only some kinds of faults,
/// because one that has all of them hides what a few do when left alone.
/// </summary>
internal static class FaultPlan
{
    private const int CountMax = 24;

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    public static IReadOnlyList<PlannedFault> Draw(
        DeterministicRandom random, int nodes, int chaosMs, int forMsMax, Durability durability, int lossesMax)
    {
        var chosen = Kinds.Where(_ => random.Next(2) == 0).ToArray();
        var count = chosen.Length == 0 ? 0 : random.Next(CountMax + 1);
        var losses = 0;
        var faults = new List<PlannedFault>(count);
        for (var i = 0; i < count; i++)
        {
            var kind = chosen[random.Next(chosen.Length)];
            var a = random.Next(nodes);
            var b = nodes == 1 ? a : (a + 1 + random.Next(nodes - 1)) % nodes;
            var lasts = 1 + random.Next(random.Next(4) == 0 ? forMsMax : forMsMax / 6);
            var fault = new PlannedFault(0, kind, random.Next(chaosMs), lasts, a, b, random.NextUInt64());
            var isLoss = LosesCopies(kind, durability);
            losses += isLoss ? 1 : 0;
            if (!isLoss || losses <= lossesMax)
            {
                faults.Add(fault);
            }
        }

        return [.. faults.OrderBy(f => f.AtMs).Select((f, i) => f with { Number = i + 1 })];
    }

    private static bool LosesCopies(FaultKind kind, Durability durability) => kind switch
    {
        FaultKind.DiskLoss or FaultKind.Corruption => true,
        FaultKind.PowerLoss => durability != Durability.Sync,
        FaultKind.Crash or FaultKind.Restart => durability == Durability.Memory,
        _ => false,
    };
}
