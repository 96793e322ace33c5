namespace DynamoLab.Fuzz.Engine;

/// <summary>What one thread is at, for whoever looks after it: a case that never ends cannot say so itself.</summary>
internal sealed class HangWatch
{
    /// <summary>A case takes microseconds; whatever takes so long hangs.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private string _target = "";
    private ulong _seed;
    private long _number;
    private long _since = long.MaxValue;

    public void Began(string target, ulong seed, long number)
    {
        lock (_lock)
        {
            (_target, _seed, _number) = (target, seed, number);
            _since = Environment.TickCount64;
        }
    }

    public void Ended()
    {
        lock (_lock)
        {
            _since = long.MaxValue;
        }
    }

    /// <summary>The case that has taken too long, or null.</summary>
    public FuzzFailure? Hanging()
    {
        lock (_lock)
        {
            return _since != long.MaxValue && Environment.TickCount64 - _since > Bound.TotalMilliseconds
                ? new FuzzFailure(_target, _seed, _number, $"did not end within {Bound.TotalSeconds} s")
                : null;
        }
    }
}
