using DynamoLab.History;

namespace DynamoLab.Driver.Torture;

/// <summary>Counts what was done to the cluster, and hands every fault on. Safe for concurrent use.</summary>
/// <param name="observe">Told every fault as soon as it is known; called by one thread at a time.</param>
internal sealed class TortureLog(Action<FaultEvent> observe)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _injected = new(StringComparer.Ordinal);

    /// <summary>Processes killed so far.</summary>
    public int Kills => CountOf(FaultEvent.Crash);

    /// <summary>How often one node, several, and all were killed together.</summary>
    public (int One, int Several, int All) Steps { get; private set; }

    /// <summary>Times that everything was healed and repaired in between, and all replicas agreed.</summary>
    public int Calms { get; private set; }

    /// <summary>Times that they did not agree: nothing is wiped before they do.</summary>
    public int CalmsUnrepaired { get; private set; }

    public long DroppedFiles { get; private set; }

    public long DroppedBytes { get; private set; }

    public void Observe(FaultEvent fault)
    {
        lock (_lock)
        {
            if (fault.Phase == FaultPhase.Inject)
            {
                _injected[fault.Kind] = _injected.GetValueOrDefault(fault.Kind) + 1;
            }

            observe(fault);
        }
    }

    public void Killed(int count, int nodeCount)
    {
        var (one, several, all) = Steps;
        Steps = count == nodeCount ? (one, several, all + 1) : count == 1 ? (one + 1, several, all)
            : (one, several + 1, all);
    }

    public void Calmed(bool isRepaired)
    {
        Calms += isRepaired ? 1 : 0;
        CalmsUnrepaired += isRepaired ? 0 : 1;
    }

    public void Dropped(int files, long bytes)
    {
        lock (_lock)
        {
            DroppedFiles += files;
            DroppedBytes += bytes;
        }
    }

    /// <summary>For the summary: what was injected, by kind.</summary>
    public IReadOnlyList<string> Lines(bool powerFailure)
    {
        lock (_lock)
        {
            var (one, several, all) = Steps;
            var kinds = _injected.Where(kind => kind.Key != FaultEvent.Crash)
                .Select(kind => $"{kind.Key} {kind.Value}");
            var lines = new List<string>
            {
                $"torture: {_injected.GetValueOrDefault(FaultEvent.Crash)} kills: one node {one} times, several "
                    + $"{several}, all {all}; repaired in between {Calms} times"
                    + (CalmsUnrepaired > 0 ? $", without success {CalmsUnrepaired}" : ""),
                $"other faults: {string.Join(", ", kinds)}",
            };
            if (powerFailure)
            {
                lines.Add(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"power failures dropped {DroppedBytes:N0} bytes that were not synced, and {DroppedFiles} files"));
            }

            return lines;
        }
    }

    private int CountOf(string kind)
    {
        lock (_lock)
        {
            return _injected.GetValueOrDefault(kind);
        }
    }
}
