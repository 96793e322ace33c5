using DynamoLab.Core;

namespace DynamoLab.Repair;

/// <summary>The hints of one owner: each key is either sendable or in flight.</summary>
internal sealed class OwnerHints
{
    private readonly SortedSet<Key> _sendable = [];
    private readonly Dictionary<Key, HintFlight> _inFlight = [];

    public int Count => _sendable.Count + _inFlight.Count;

    public int InFlightCount => _inFlight.Count;

    public bool Contains(Key key) => _inFlight.ContainsKey(key) || _sendable.Contains(key);

    public bool Add(Key key) => !_inFlight.ContainsKey(key) && _sendable.Add(key);

    public bool Remove(Key key) => _inFlight.Remove(key) || _sendable.Remove(key);

    public IReadOnlyList<Key> Next(int countMax) => [.. _sendable.Take(countMax)];

    public HintFlight? FlightOf(Key key) => _inFlight.TryGetValue(key, out var flight) ? flight : null;

    public void MarkSent(Key key, HintFlight flight)
    {
        if (_sendable.Remove(key) || _inFlight.ContainsKey(key))
        {
            _inFlight[key] = flight;
        }
    }

    public void Abandon(Key key)
    {
        if (_inFlight.Remove(key))
        {
            _sendable.Add(key);
        }
    }

    public void AbandonAll()
    {
        _sendable.UnionWith(_inFlight.Keys);
        _inFlight.Clear();
    }
}
