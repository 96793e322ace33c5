using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Which versions of one key each client has had in hand, as long as nobody is known to have written over them.
/// </summary>
internal sealed class SeenVersions(DotSet covered)
{
    private readonly Dictionary<int, HashSet<Dot>> _byWorker = [];

    public void See(int worker, IReadOnlyList<ObservedVersion> versions)
    {
        if (_byWorker.TryGetValue(worker, out var seen))
        {
            seen.RemoveWhere(covered.Contains);
        }

        foreach (var version in versions)
        {
            if (version.HasDot && !covered.Contains(version.Dot))
            {
                seen ??= _byWorker[worker] = [];
                seen.Add(version.Dot);
            }
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
        if (seen.Count == 0)
        {
            _byWorker.Remove(worker);
        }

        return taken;
    }
}
