using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Which versions of one key each client has in hand, as long as nobody is known to have written over them. What a
/// later read no longer shows although its context covers it has gone, and not by this client's doing; what that
/// context does not cover (a stale read) stays in hand. Under <c>lww</c>, which has no contexts, the last read counts.
/// Kept in arrays: there is one for every client and key, nearly always of one dot.
/// </summary>
internal sealed class SeenVersions(DotSet covered)
{
    private readonly Dictionary<int, Dot[]> _byWorker = [];
    private readonly List<Dot> _draft = [];

    public void Read(Operation read, bool isContextFree)
    {
        _draft.Clear();
        var before = _byWorker.GetValueOrDefault(read.Worker) ?? [];
        foreach (var dot in isContextFree ? [] : before)
        {
            if (!read.Context.Covers(dot) && !covered.Contains(dot))
            {
                _draft.Add(dot);
            }
        }

        foreach (var version in read.Versions)
        {
            if (version.HasDot && !covered.Contains(version.Dot))
            {
                _draft.Add(version.Dot);
            }
        }

        Keep(read.Worker, before);
    }

    public void Wrote(Operation write)
    {
        if (write.Versions.Count > 0 && write.Versions[0].HasDot && !covered.Contains(write.Versions[0].Dot))
        {
            var before = _byWorker.GetValueOrDefault(write.Worker) ?? [];
            _draft.Clear();
            _draft.AddRange(before);
            _draft.Add(write.Versions[0].Dot);
            Keep(write.Worker, before);
        }
    }

    /// <summary>Removes what the client had in hand and its write covers, and adds it to the list.</summary>
    public void TakeWrittenOver(Operation write, bool isContextFree, List<Dot> taken)
    {
        if (!_byWorker.TryGetValue(write.Worker, out var before))
        {
            return;
        }

        _draft.Clear();
        foreach (var dot in before)
        {
            (isContextFree || write.Context.Covers(dot) ? taken : _draft).Add(dot);
        }

        Keep(write.Worker, before);
    }

    private void Keep(int worker, Dot[] before)
    {
        if (_draft.Count == 0)
        {
            _byWorker.Remove(worker);
        }
        else if (_draft.Count == before.Length)
        {
            _draft.CopyTo(before);
        }
        else
        {
            _byWorker[worker] = [.. _draft];
        }
    }
}
