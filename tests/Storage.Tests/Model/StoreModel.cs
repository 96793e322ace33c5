namespace DynamoLab.Storage.Tests.Model;

/// <summary>
/// What a store must hold, by name ("key 3", "hint n1 3"), and what it may hold after a power failure: what was last
/// known to be synced, or anything that was applied since.
/// </summary>
internal sealed class StoreModel
{
    private const string Nothing = "";

    private readonly Dictionary<string, string> _synced = [];
    private readonly Dictionary<string, List<(long Sequence, string Value)>> _since = [];

    /// <summary>
    /// Values that were applied and neither written nor seen by the next process: cut off, they may come back until
    /// that process has settled.
    /// </summary>
    private readonly HashSet<(string Name, string Value)> _cut = [];

    /// <summary>Names with their values; what is removed is not there.</summary>
    public SortedDictionary<string, string> Now
    {
        get
        {
            var now = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in _synced.Keys.Union(_since.Keys))
            {
                var value = ValueOf(name);
                if (value != Nothing)
                {
                    now.Add(name, value);
                }
            }

            return now;
        }
    }

    public string ValueOf(string name) =>
        _since.GetValueOrDefault(name) is { Count: > 0 } since
            ? since[^1].Value
            : _synced.GetValueOrDefault(name, Nothing);

    public void Apply(long sequence, string name, string value)
    {
        if (!_since.TryGetValue(name, out var since))
        {
            _since.Add(name, since = []);
        }

        since.Add((sequence, value));
    }

    public void Remove(long sequence, string name) => Apply(sequence, name, Nothing);

    /// <summary>All up to the sequence number survives a power failure.</summary>
    public void Sync(long sequence)
    {
        foreach (var (name, since) in _since)
        {
            var count = since.TakeWhile(later => later.Sequence <= sequence).Count();
            if (count > 0)
            {
                _synced[name] = since[count - 1].Value;
                since.RemoveRange(0, count);
            }
        }
    }

    /// <summary>All that the last process left, and nothing else, survives a power failure.</summary>
    public void Settle()
    {
        _cut.Clear();
        Sync(0);
    }

    /// <summary>
    /// The process died: what was not written is gone, but for what a failed append left, and the numbers begin again.
    /// Returns what is wrong with what the store holds.
    /// </summary>
    public string Kill(long writtenSequence, IReadOnlyDictionary<string, string> held)
    {
        foreach (var name in held.Keys.Union(_synced.Keys).Union(_since.Keys))
        {
            var since = _since.GetValueOrDefault(name, []);
            var unwritten =
                since.Where(later => later.Sequence > writtenSequence).Select(later => later.Value).ToList();
            _cut.UnionWith(unwritten.Select(left => (name, left)));
            since.RemoveAll(later => later.Sequence > writtenSequence);
            _since[name] = [.. since.Select(later => (0L, later.Value))];
            var value = held.GetValueOrDefault(name, Nothing);
            if (value == ValueOf(name))
            {
                continue;
            }

            if (!unwritten.Contains(value))
            {
                return $"{name} is '{value}', not '{ValueOf(name)}'";
            }

            foreach (var left in unwritten.Take(unwritten.LastIndexOf(value) + 1))
            {
                Apply(0, name, left);
            }
        }

        return "";
    }

    /// <summary>What is wrong with what a store holds after a power failure; empty: nothing.</summary>
    public string WhatIsWrong(IReadOnlyDictionary<string, string> held)
    {
        foreach (var name in held.Keys.Union(_synced.Keys).Union(_since.Keys))
        {
            var value = held.GetValueOrDefault(name, Nothing);
            var since = _since.GetValueOrDefault(name, []).Select(later => later.Value).ToList();
            if (value != _synced.GetValueOrDefault(name, Nothing)
                && !since.Contains(value)
                && !_cut.Contains((name, value)))
            {
                return $"{name} is '{value}'; synced: '{_synced.GetValueOrDefault(name, Nothing)}', "
                    + $"since then: '{string.Join("', '", since)}'";
            }
        }

        return "";
    }

    /// <summary>What the store holds is what it goes on from, all of it synced.</summary>
    public void Adopt(IReadOnlyDictionary<string, string> held)
    {
        _synced.Clear();
        _since.Clear();
        _cut.Clear();
        foreach (var (name, value) in held)
        {
            _synced.Add(name, value);
        }
    }
}
