namespace DynamoLab.Driver.Matrix.Running;

/// <summary>
/// How long a matrix still takes. A run takes its planned seconds and something for loading, settling, repairing and
/// judging; a cluster takes some time for every node. Both are guessed first and then taken from what was seen, the
/// guess counting as one more run or cluster seen.
/// </summary>
internal sealed class TimeLeft
{
    /// <summary>Seconds beside the workload, before any run was seen.</summary>
    public const double ExtraSecondsGuess = 2;

    /// <summary>Seconds per node of a cluster, before any cluster was seen.</summary>
    public const double NodeSecondsGuess = 0.4;

    /// <summary>A run that ends after so many operations has no planned seconds; before one was seen, these.</summary>
    public const double UnplannedSecondsGuess = 10;

    private double _extraSeconds = ExtraSecondsGuess;
    private int _runs = 1;
    private double _unplannedSeconds = UnplannedSecondsGuess;
    private int _unplanned = 1;
    private double _spawnSeconds = NodeSecondsGuess;
    private double _nodes = 1;

    /// <param name="plannedSeconds">Of the workload; null where it ends by operations.</param>
    /// <param name="seconds">What it took.</param>
    public void RunTook(double? plannedSeconds, double seconds)
    {
        if (plannedSeconds is { } planned)
        {
            _extraSeconds += Math.Max(0, seconds - planned);
            _runs++;
        }
        else
        {
            _unplannedSeconds += seconds;
            _unplanned++;
        }
    }

    public void ClusterTook(int nodes, double seconds)
    {
        _spawnSeconds += seconds;
        _nodes += nodes;
    }

    /// <param name="plannedSeconds">Of the runs that are left.</param>
    /// <param name="clusterNodes">Of the clusters that are still to be spawned.</param>
    public TimeSpan Of(IEnumerable<double?> plannedSeconds, IEnumerable<int> clusterNodes) => TimeSpan.FromSeconds(
        plannedSeconds.Sum(planned => planned is { } seconds
            ? seconds + (_extraSeconds / _runs)
            : _unplannedSeconds / _unplanned)
        + clusterNodes.Sum(nodes => nodes * _spawnSeconds / _nodes));

    /// <summary>As people read it: <c>8:40</c>, <c>1:05:00</c>.</summary>
    public static string Text(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours}:{time:mm\\:ss}"
        : $"{(int)time.TotalMinutes}:{time:ss}";
}
