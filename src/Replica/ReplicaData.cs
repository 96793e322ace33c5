using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Repair;

namespace DynamoLab.Replica;

/// <summary>
/// A node's own data: the store, the Merkle trees kept current with every change to it, the hints, and the epochs in
/// which dots are issued.
/// </summary>
internal sealed class ReplicaData
{
    /// <summary>
    /// Room for 16 epochs per millisecond of a node's life before they could reach into its next one.
    /// </summary>
    private const int EpochBitsPerIncarnation = 4;

    private readonly NodeOptions _options;
    private readonly NodeCounters _counters;
    private readonly IReplicaStore _store;
    private readonly IVersioning _versioning;
    private readonly ulong _provenSince;
    private ulong _epoch;
    private bool _hasForgotten;
    private bool _hasMoved;
    private long _lastSequence;

    public ReplicaData(NodeOptions options, NodeCounters counters, IReplicaStore store, HashRing ring)
    {
        _options = options;
        _counters = counters;
        _store = store;
        _versioning = Versioning.Of(options.Versioning, options.ClockEntriesMax);
        _epoch = options.Incarnation << EpochBitsPerIncarnation;
        _provenSince = options.ProvenSince << EpochBitsPerIncarnation;
        Forest = MerkleForest.Build(ring, options.Id, store);
        foreach (var hint in store.Hints())
        {
            Hints.Add(hint);
        }

        Tombstones.UnionWith(store.ScanHashes(TokenRange.Whole).Where(o => o.IsTombstone).Select(o => o.Key));
        OwesHints = store.KeyCount > 0;
    }

    public HintTable Hints { get; } = new();

    /// <summary>The deleted keys held, in ring order: what may be reaped.</summary>
    public SortedSet<Key> Tombstones { get; } = [];

    public MerkleForest Forest { get; private set; }

    public IReplicaStore Store => _store;

    /// <summary>The number of the last record applied: once it is durable, everything held is.</summary>
    public long LastSequence => _lastSequence;

    /// <summary>
    /// Whether keys that are not owned may lack the hints to their owners: after a start, or because the store took
    /// none when the ring changed.
    /// </summary>
    public bool OwesHints { get; private set; }

    /// <summary>
    /// The last key whose siblings became more than <see cref="Limits.SiblingsUnwarnedMax"/>; the default one for none.
    /// </summary>
    public Key LastCrowded { get; private set; }

    public bool Owns(Key key) => Forest.Owns(Forest.Ring.PartitionOf(key.Token));

    public ObjectState StateOf(Key key) => Read(key)?.State ?? ObjectState.Empty;

    /// <summary>Why a write cannot be applied here; empty when it can.</summary>
    /// <param name="key">What is written.</param>
    /// <param name="context">What the write says it covers; null: all that is held.</param>
    /// <param name="value">The bytes, or null for a delete.</param>
    /// <param name="now">The time of the write.</param>
    public string WhyRefused(Key key, CausalContext? context, byte[]? value, Instant now)
    {
        if (context is null)
        {
            return "";
        }

        var held = Read(key);
        if (context.Covers(NextDot(held, now)))
        {
            return "the context covers a write that was never made";
        }

        var bytes = (held?.State.ValueBytes ?? 0) + (value?.Length ?? 0);
        return bytes > Limits.SiblingBytesMax && !context.Descends(held!.State.Context)
            ? $"the key's siblings would hold {bytes} bytes; accepted: {Limits.SiblingBytesMax}; "
                + "read the key and write with its context"
            : "";
    }

    /// <summary>
    /// Issues the next dot of the key and applies the write. A key that this node never coordinated while holding it
    /// gets the node's present epoch, so that no dot is issued twice though older ones were forgotten.
    /// </summary>
    public (WriteOutcome Outcome, Dot Dot, long Sequence) Write(
        Key key, CausalContext? context, byte[]? value, Instant now)
    {
        var held = Read(key);
        var state = held?.State ?? ObjectState.Empty;
        var dot = NextDot(held, now);
        OpenEpoch(dot.Actor.Epoch);
        var outcome = _versioning.Write(state, context ?? state.Context, new WriteStamp(dot, now), value);
        Put(key, state, new StoredObject(outcome.State, dot.Actor.Epoch, dot.Counter));
        return (outcome, dot, _lastSequence);
    }

    /// <summary>
    /// Merges a state from elsewhere; returns the sequence number that must be durable before it may be acknowledged,
    /// also where nothing changed, because what made it redundant may not be durable yet.
    /// </summary>
    /// <param name="key">Whose state it is.</param>
    /// <param name="incoming">The state.</param>
    /// <param name="by">What is credited if it changes anything.</param>
    public long Merge(Key key, ObjectState incoming, HealedBy by)
    {
        var held = Read(key);
        var state = held?.State ?? ObjectState.Empty;
        var merged = _versioning.Merge(state, incoming);
        if (merged.Hash != state.Hash)
        {
            var epoch = EpochOf(held);
            Put(key, state, new StoredObject(merged, epoch, epoch == 0 ? 0 : held!.LastCounter));
            HealingCredit.Give(_counters, by, state, merged);
        }

        return _lastSequence;
    }

    /// <summary>
    /// Merges a state that nobody waits for; false, and nothing happens, while the store takes nothing.
    /// </summary>
    public bool TryMerge(Key key, ObjectState incoming, HealedBy by)
    {
        if (_store.IsWritable)
        {
            Merge(key, incoming, by);
        }

        return _store.IsWritable;
    }

    public ObjectState Merged(ObjectState left, ObjectState right) => _versioning.Merge(left, right);

    public long AddHint(NodeId owner, Key key)
    {
        var hint = new HintId(owner, key);
        if (Hints.Add(hint))
        {
            _counters.Add(NodeCounter.HintsStored);
            _lastSequence = _store.Apply(new HintRecord(hint));
        }

        return _lastSequence;
    }

    /// <summary>Removes a hint, and with the last one the key itself unless this node is a primary of it.</summary>
    public void RemoveHint(HintId hint)
    {
        Hints.Remove(hint);
        _lastSequence = _store.Apply(new HintRemovalRecord(hint));
        if (!Owns(hint.Key) && !Hints.HoldsFor(hint.Key))
        {
            Forget(hint.Key);
            _counters.Add(NodeCounter.KeysHandedOff);
        }
    }

    /// <summary>
    /// Forgets a key for good. The memory of the dots issued for it goes too, so the next write of a forgotten key must
    /// be in a new epoch.
    /// </summary>
    public void Forget(Key key)
    {
        if (Read(key) is not { } held)
        {
            return;
        }

        Forest.Update(key, held.State.Hash, 0);
        Tombstones.Remove(key);
        _lastSequence = _store.Apply(new RemovalRecord(key));
        _hasForgotten = true;
    }

    /// <summary>
    /// Takes over a new ring: new trees, and then <see cref="MoveOut"/>, as soon as the store takes it.
    /// </summary>
    public void Rehome(HashRing ring)
    {
        Forest = MerkleForest.Build(ring, _options.Id, _store);
        OwesHints = _hasMoved = true;
        if (_store.IsWritable)
        {
            MoveOut();
        }
    }

    /// <summary>
    /// Hints to the primaries of every key that this node holds but does not own. In a new life on the same ring that
    /// is only for keys whose hint was lost: a log may be torn between a key and its hint, and without one the key
    /// would stay for ever and keep its deletion from being forgotten.
    /// </summary>
    public void MoveOut()
    {
        var ring = Forest.Ring;
        var homeless = _store.ScanHashes(TokenRange.Whole)
            .Where(o => !Forest.Owns(ring.PartitionOf(o.Key.Token)) && (_hasMoved || !Hints.HoldsFor(o.Key)))
            .Select(o => o.Key)
            .ToList();
        OwesHints = _hasMoved = false;
        foreach (var key in homeless)
        {
            foreach (var primary in ring.PreferenceListOf(key.Token).Primaries)
            {
                AddHint(primary, key);
            }
        }

        DropHintsToStrangers(ring);
    }

    /// <summary>Keeps the members for a next life, which then needs no seeds.</summary>
    public void Remember(IReadOnlyList<KnownMember> members) =>
        _lastSequence = _store.Apply(new MembersRecord(members));

    /// <summary>
    /// Every read goes through here: the first one that finds a record damaged has the trees follow, and the epoch too,
    /// before anything is concluded from the key's absence.
    /// </summary>
    private StoredObject? Read(Key key)
    {
        var held = _store.TryRead(key);
        if (held is null && !_store.HoldsAll)
        {
            ForgetDamaged();
        }

        return held;
    }

    /// <summary>Takes note of what reads found damaged, also those of an exchange.</summary>
    public void ForgetDamaged()
    {
        foreach (var damaged in _store.TakeDamaged())
        {
            Forest.Update(damaged.Key, damaged.Hash, 0);
            Tombstones.Remove(damaged.Key);
            _hasForgotten = true;
            _counters.Add(NodeCounter.RecordsDamaged);
        }
    }

    /// <summary>
    /// The epoch in which this node goes on to coordinate the key; 0 where it never did, or where a former life may
    /// have issued dots there that are not known any more.
    /// </summary>
    private ulong EpochOf(StoredObject? held) => held is null || held.Epoch < _provenSince ? 0 : held.Epoch;

    /// <summary>
    /// The dot the next write of the key gets. Where the key has no epoch yet it is the present one, or a new one if
    /// any key was forgotten since that opened: it might have been this one.
    /// </summary>
    private Dot NextDot(StoredObject? held, Instant now)
    {
        var freshEpoch = _hasForgotten ? _epoch + 1 : _epoch;
        var epoch = EpochOf(held);
        var actor = new Actor(_options.Id, epoch == 0 ? freshEpoch : epoch);
        var state = held?.State ?? ObjectState.Empty;
        return new Dot(actor, _versioning.NextCounter(state, actor, epoch == 0 ? 0 : held!.LastCounter, now));
    }

    private void OpenEpoch(ulong epoch)
    {
        if (epoch > _epoch)
        {
            (_epoch, _hasForgotten) = (epoch, false);
            _counters.Add(NodeCounter.EpochsOpened);
        }
    }

    private void DropHintsToStrangers(HashRing ring)
    {
        foreach (var owner in Hints.Owners)
        {
            // Hints under way count as well; on their way under the old ring, they would be refused.
            Hints.AbandonAll(owner);
            foreach (var key in Hints.NextBatch(owner, int.MaxValue))
            {
                if (!ring.PreferenceListOf(key.Token).IsPrimary(owner))
                {
                    RemoveHint(new HintId(owner, key));
                }
            }
        }
    }

    private void Put(Key key, ObjectState before, StoredObject after)
    {
        _lastSequence = _store.Apply(new ObjectRecord(key, after));
        Forest.Update(key, before.IsEmpty ? 0 : before.Hash, after.State.Hash);
        if (after.State.IsTombstone)
        {
            Tombstones.Add(key);
        }
        else if (before.IsTombstone)
        {
            Tombstones.Remove(key);
        }

        if (after.State.Siblings.Length > Limits.SiblingsUnwarnedMax
            && before.Siblings.Length <= Limits.SiblingsUnwarnedMax)
        {
            _counters.Add(NodeCounter.KeysCrowded);
            LastCrowded = key;
        }
    }
}
