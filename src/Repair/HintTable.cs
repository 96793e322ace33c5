using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Repair;

/// <summary>
/// The hints a node holds (Dynamo §4.6), per owner in the order of keys, and which of them are on their way home. A
/// hint is removed only when its owner acknowledged the very state that is still held: what was merged meanwhile must
/// travel too. The table mirrors the store's hints, which bound its size.
/// </summary>
public sealed class HintTable
{
    private readonly SortedDictionary<NodeId, OwnerHints> _owners = [];
    private readonly Dictionary<Key, int> _ownersOfKey = [];

    /// <summary>Hints of all owners.</summary>
    public int Count { get; private set; }

    /// <summary>The owners of at least one hint, sorted.</summary>
    public IReadOnlyList<NodeId> Owners => [.. _owners.Keys];

    /// <summary>False when the hint is known already.</summary>
    public bool Add(HintId hint)
    {
        if (!_owners.TryGetValue(hint.Owner, out var hints))
        {
            _owners[hint.Owner] = hints = new OwnerHints();
        }

        if (!hints.Add(hint.Key))
        {
            return false;
        }

        _ownersOfKey[hint.Key] = _ownersOfKey.GetValueOrDefault(hint.Key) + 1;
        Count++;
        return true;
    }

    /// <summary>No effect on a hint that is not known.</summary>
    public void Remove(HintId hint)
    {
        if (!_owners.TryGetValue(hint.Owner, out var hints) || !hints.Remove(hint.Key))
        {
            return;
        }

        Count--;
        if (--_ownersOfKey[hint.Key] == 0)
        {
            _ownersOfKey.Remove(hint.Key);
        }

        if (hints.Count == 0)
        {
            _owners.Remove(hint.Owner);
        }
    }

    public bool Contains(HintId hint) => _owners.TryGetValue(hint.Owner, out var hints) && hints.Contains(hint.Key);

    /// <summary>True when any owner's hint is of the key.</summary>
    public bool HoldsFor(Key key) => _ownersOfKey.ContainsKey(key);

    /// <summary>The first keys of the owner that are not in flight, at most <paramref name="countMax"/>.</summary>
    public IReadOnlyList<Key> NextBatch(NodeId owner, int countMax) =>
        _owners.TryGetValue(owner, out var hints) ? hints.Next(countMax) : [];

    /// <summary>Hints of the owner that are under way.</summary>
    public int InFlight(NodeId owner) => _owners.TryGetValue(owner, out var hints) ? hints.InFlightCount : 0;

    /// <summary>The key's state, of this hash, was sent to the hint's owner as this operation.</summary>
    public void MarkSent(HintId hint, ulong operation, ulong stateHash)
    {
        if (_owners.TryGetValue(hint.Owner, out var hints))
        {
            hints.MarkSent(hint.Key, new HintFlight(operation, stateHash));
        }
    }

    /// <summary>
    /// The owner acknowledged the operation durably. True when it acknowledged the state that is held now, so that the
    /// hint may be removed; otherwise the hint stays, and is sendable again unless a later operation carries it.
    /// </summary>
    public bool Acknowledge(HintId hint, ulong operation, ulong currentHash)
    {
        if (!_owners.TryGetValue(hint.Owner, out var hints)
            || hints.FlightOf(hint.Key) is not { } flight
            || flight.Operation != operation)
        {
            return false;
        }

        if (flight.StateHash == currentHash)
        {
            return true;
        }

        hints.Abandon(hint.Key);
        return false;
    }

    /// <summary>The operation timed out: its hint is sendable again, unless a later operation carries it.</summary>
    public void Abandon(HintId hint, ulong operation)
    {
        if (_owners.TryGetValue(hint.Owner, out var hints) && hints.FlightOf(hint.Key)?.Operation == operation)
        {
            hints.Abandon(hint.Key);
        }
    }

    /// <summary>The link to the owner broke: all its hints are sendable again.</summary>
    public void AbandonAll(NodeId owner)
    {
        if (_owners.TryGetValue(owner, out var hints))
        {
            hints.AbandonAll();
        }
    }
}
