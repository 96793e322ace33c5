using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Which versions of one key each client has in hand, as long as nobody is known to have written over them. What a
/// later read no longer shows although its context covers it has gone, and not by this client's doing; what that
/// context does not cover (a stale read) stays in hand. Under <c>lww</c>, which has no contexts, the last read counts.
/// </summary>
internal sealed class SeenVersions(DotSet covered)
{
    private readonly Dictionary<int, HashSet<Dot>> _byWorker = [];

    public void Read(Operation read, bool isContextFree)
    {
        var seen = read.Versions.Where(version => version.HasDot && !covered.Contains(version.Dot))
            .Select(version => version.Dot).ToHashSet();
        if (_byWorker.TryGetValue(read.Worker, out var before) && !isContextFree)
        {
            seen.UnionWith(before.Where(dot => !covered.Contains(dot) && !read.Context.Covers(dot)));
        }

        Keep(read.Worker, seen);
    }

    public void Wrote(Operation write)
    {
        if (write.Versions.Count > 0 && write.Versions[0].HasDot && !covered.Contains(write.Versions[0].Dot))
        {
            var seen = _byWorker.GetValueOrDefault(write.Worker) ?? [];
            seen.Add(write.Versions[0].Dot);
            Keep(write.Worker, seen);
        }
    }

    /// <summary>Removes and returns what the client had in hand and its write covers.</summary>
    public IReadOnlyList<Dot> TakeWrittenOver(int worker, Predicate<Dot> isCovered)
    {
        if (!_byWorker.TryGetValue(worker, out var seen))
        {
            return [];
        }

        var taken = seen.Where(dot => isCovered(dot)).ToList();
        seen.ExceptWith(taken);
        Keep(worker, seen);
        return taken;
    }

    private void Keep(int worker, HashSet<Dot> seen)
    {
        if (seen.Count == 0)
        {
            _byWorker.Remove(worker);
        }
        else
        {
            _byWorker[worker] = seen;
        }
    }
}
