using System.Diagnostics;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Driver.Cluster;

/// <summary>Whether nodes see each other: each sees all the others alive, and all have the same ring.</summary>
internal static class Readiness
{
    /// <summary>Asks those that are not ready yet, again and again.</summary>
    /// <param name="askers">The nodes that must be ready.</param>
    /// <param name="alive">The nodes each of them must see alive.</param>
    /// <param name="report">Told how many are ready.</param>
    /// <returns>The nodes that were not ready within the limit; none when all were.</returns>
    public static async Task<IReadOnlyList<NodeSlot>> WaitAsync(
        IReadOnlyList<NodeSlot> askers,
        IReadOnlyCollection<NodeId> alive,
        TimeSpan limit,
        Action<int> report,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var rings = new Dictionary<NodeId, ulong>();
        while (true)
        {
            var pending = askers.Where(slot => !rings.ContainsKey(slot.Id)).ToList();
            foreach (var (slot, ring) in await Task.WhenAll(
                pending.Select(s => RingOfReadyAsync(s, alive, cancellation))))
            {
                if (ring is { } version)
                {
                    rings[slot.Id] = version;
                }
            }

            if (rings.Count == askers.Count && rings.Values.Distinct().Count() == 1)
            {
                report(rings.Count);
                return [];
            }

            if (rings.Count == askers.Count)
            {
                // All see all, but some on a ring that has changed since: ask them all once more.
                rings.Clear();
            }

            report(rings.Count);
            if (Stopwatch.GetElapsedTime(started) >= limit)
            {
                return [.. askers.Where(slot => !rings.ContainsKey(slot.Id))];
            }

            await Task.Delay(ReadyLimits.LookMs(pending.Count), cancellation);
        }
    }

    /// <summary>
    /// The version of the ring of a node that sees all those alive; null when it does not, or not yet.
    /// </summary>
    private static async Task<(NodeSlot Slot, ulong? Ring)> RingOfReadyAsync(
        NodeSlot slot, IReadOnlyCollection<NodeId> alive, CancellationToken cancellation)
    {
        try
        {
            var control = await slot.ControlAsync(cancellation);
            var status = await Patience.WithinAsync(
                Patience.Short, limit => control.AskAsync<StatusResponse>(new StatusRequest(), limit), cancellation);
            var seen = status.Members.Where(view => view.IsAlive).Select(view => view.Member.Node).ToHashSet();
            return (slot, alive.All(seen.Contains) ? status.RingVersion : null);
        }
        catch (NodeConnectionException)
        {
            await slot.DropControlAsync();
            return (slot, null);
        }
    }
}
