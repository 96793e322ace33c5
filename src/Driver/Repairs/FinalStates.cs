using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cluster;
using DynamoLab.History;

namespace DynamoLab.Driver.Repairs;

/// <summary>Reads what every primary holds in the end, through the nodes' own protocol.</summary>
public static class FinalStates
{
    /// <summary>Keys asked for at once.</summary>
    public const int KeysPerRequest = Limits.KeysPerMessageMax / 16;

    /// <param name="valueBytes">
    /// Size of one value: of large ones fewer are asked for, so that answers fit a frame.
    /// </param>
    /// <returns>Per key and primary its state; null where the primary gave no answer.</returns>
    public static async Task<FinalState> ReadAsync(
        RunningCluster cluster, IReadOnlyCollection<Key> keys, int valueBytes, CancellationToken cancellation)
    {
        var primaries = keys.Distinct().ToDictionary(
            key => key, key => cluster.Ring.PreferenceListOf(key.Token).Primaries.ToArray());
        var keysOf = primaries
            .SelectMany(p => p.Value, (p, node) => (Node: node, p.Key))
            .GroupBy(p => p.Node, p => p.Key);
        var held = await Task.WhenAll(keysOf.Select(group => LabQuestions.AnswerOrNullAsync(
            group.Key, () => ReadAsync(cluster, group.Key, [.. group], valueBytes, cancellation))));
        var stateOf = held.ToDictionary(h => h.Node, h => h.Answer);
        return new FinalState
        {
            States = primaries.ToDictionary(
                p => p.Key,
                p => (IReadOnlyList<ReplicaState>)[.. p.Value.Select(
                    node => new ReplicaState(node, stateOf[node]?.GetValueOrDefault(p.Key)))]),
            DeadNodes = cluster.Nodes.Where(node => !node.IsRunning).Select(node => node.Id).ToHashSet(),
        };
    }

    private static async Task<Dictionary<Key, ObjectState>> ReadAsync(
        RunningCluster cluster, NodeId node, IReadOnlyList<Key> keys, int valueBytes, CancellationToken cancellation)
    {
        // A quarter of a frame leaves room for a few siblings of every key.
        var perRequest = Math.Clamp(Limits.FrameBytesMax / 4 / Math.Max(1, valueBytes), 1, KeysPerRequest);
        var states = new Dictionary<Key, ObjectState>(keys.Count);
        foreach (var chunk in keys.Chunk(perRequest))
        {
            var answer = await cluster.AskAsync<StatesResponse>(
                node, new StatesRequest(chunk), Patience.Long, cancellation);
            foreach (var (key, state) in answer.States)
            {
                states[key] = state;
            }
        }

        return states;
    }
}
