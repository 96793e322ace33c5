namespace DynamoLab.Fuzz.Engine;

/// <summary>What became of the cases of one target. Any thread may add.</summary>
internal sealed class FuzzTally
{
    /// <summary>Failures that are kept, no two of them alike; all are counted.</summary>
    private const int KeptMax = 10;

    private readonly Lock _lock = new();
    private readonly List<FuzzFailure> _failures = [];
    private long _cases;
    private long _rejected;
    private long _failed;
    private long _ticks;

    public long Cases => Volatile.Read(ref _cases);

    public long Rejected => Volatile.Read(ref _rejected);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Of all threads together.</summary>
    public double Seconds => TimeSpan.FromTicks(Volatile.Read(ref _ticks)).TotalSeconds;

    public IReadOnlyList<FuzzFailure> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _failures];
            }
        }
    }

    public void Add(long cases, long rejected, TimeSpan elapsed)
    {
        Interlocked.Add(ref _cases, cases);
        Interlocked.Add(ref _rejected, rejected);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
    }

    public void Add(FuzzFailure failure)
    {
        lock (_lock)
        {
            _failed++;
            if (_failures.Count < KeptMax && !_failures.Any(kept => kept.IsLike(failure)))
            {
                _failures.Add(failure);
            }
        }
    }
}
