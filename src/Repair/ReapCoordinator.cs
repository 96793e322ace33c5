using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair;

/// <summary>
/// The first primary of a partition reaps its tombstones: it proposes them to every member of the ring, itself
/// included, and commits to the keys' primaries what all of them agreed to. One reap at a time; one member that does
/// not vote holds it up until the owner abandons it. The whole protocol is told at <see cref="ReapParticipant"/>.
/// </summary>
public sealed class ReapCoordinator
{
    /// <summary>Keys in one reap.</summary>
    public const int KeysMax = 256;

    private readonly Dictionary<Key, ulong> _agreed = [];
    private readonly HashSet<NodeId> _awaited = [];
    private ulong _reap;

    /// <summary>Whether a reap is under way.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The number of the reap under way, or of the last one; 0: none yet.</summary>
    public ulong Reap => _reap;

    /// <summary>Members that have not voted yet, sorted.</summary>
    public IReadOnlyList<NodeId> Awaited => [.. _awaited.Order()];

    /// <summary>Starts a reap, in place of the one under way, and returns what every member must get.</summary>
    /// <param name="reap">Higher than that of any reap this node ever started, also before its last restart.</param>
    /// <param name="ring">Whose members must all agree; when it changes, <see cref="Abandon"/>.</param>
    /// <param name="keys">1 to <see cref="KeysMax"/> keys with the hash of their tombstone.</param>
    public ReapPrepare Start(ulong reap, HashRing ring, IReadOnlyList<KeyHash> keys)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reap, _reap);
        ArgumentOutOfRangeException.ThrowIfLessThan(keys.Count, 1, nameof(keys));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, KeysMax, nameof(keys));
        Abandon();
        (_reap, IsActive) = (reap, true);
        foreach (var (key, hash) in keys)
        {
            _agreed[key] = hash;
        }

        _awaited.UnionWith(ring.Members.ToArray());
        return new ReapPrepare(reap, ring.Version, keys);
    }

    /// <summary>A member's vote. Votes of strangers, of other reaps and second ones have no effect.</summary>
    public void OnVote(NodeId from, ReapVote vote)
    {
        if (!IsActive || vote.Reap != _reap || !_awaited.Remove(from))
        {
            return;
        }

        var agreed = new HashSet<Key>(vote.Agreed);
        foreach (var key in _agreed.Keys.Where(k => !agreed.Contains(k)).ToArray())
        {
            _agreed.Remove(key);
        }
    }

    /// <summary>
    /// Null while votes are missing. With the last one the reap ends: the commit that every primary of its keys must
    /// get, or null when the members agreed to no key.
    /// </summary>
    public ReapCommit? TryCommit()
    {
        if (!IsActive || _awaited.Count > 0)
        {
            return null;
        }

        KeyHash[] keys = [.. _agreed.OrderBy(k => k.Key).Select(k => new KeyHash(k.Key, k.Value))];
        Abandon();
        return keys.Length == 0 ? null : new ReapCommit(_reap, keys);
    }

    /// <summary>Time is up, or the ring changed: nothing is committed, whatever votes still come.</summary>
    public void Abandon()
    {
        IsActive = false;
        _agreed.Clear();
        _awaited.Clear();
    }
}
