using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Repair;

/// <summary>What a participant knows of one coordinator's newest reap.</summary>
internal sealed class ReapBallot(ulong reap)
{
    private readonly HashSet<NodeId> _barriers = [];
    private Dictionary<Key, KeyHash>? _clean;

    public ulong Reap => reap;

    public bool HasVoted { get; private set; }

    public bool IsPrepared => _clean is not null;

    public int BarrierCount => _barriers.Count;

    public void Prepare(IEnumerable<KeyHash> clean) => _clean = clean.DistinctBy(k => k.Key).ToDictionary(k => k.Key);

    public void AddBarrier(NodeId from)
    {
        if (!HasVoted)
        {
            _barriers.Add(from);
        }
    }

    public void Exclude(Key key) => _clean?.Remove(key);

    /// <summary>The keys that stayed clean, sorted; nothing but the reap's number is kept after it.</summary>
    public IReadOnlyList<KeyHash> Close()
    {
        KeyHash[] clean = [.. _clean!.Values.OrderBy(k => k.Key)];
        HasVoted = true;
        _clean.Clear();
        _barriers.Clear();
        return clean;
    }
}
