using System.Diagnostics;
using DynamoLab.Core.Messages;
using DynamoLab.History.Metrics;

namespace DynamoLab.Bench.Overload;

/// <summary>What was answered of the requests that were due in one stretch of time. Any thread may add.</summary>
internal sealed class Phase
{
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _accepted = new();

    public long Ok { get; private set; }

    public long Shed { get; private set; }

    public long Failed { get; private set; }

    public void Add(long due, long now, Outcome outcome)
    {
        lock (_lock)
        {
            switch (outcome)
            {
                case Outcome.Ok:
                    Ok++;
                    _accepted.Add((long)Stopwatch.GetElapsedTime(due, now).TotalMicroseconds);
                    break;
                case Outcome.Overloaded:
                    Shed++;
                    break;
                default:
                    Failed++;
                    break;
            }
        }
    }

    public double RefusedShare => (double)(Shed + Failed) / Math.Max(1, Ok + Shed + Failed);

    public double Ms(double quantile)
    {
        lock (_lock)
        {
            return Ok == 0 ? 0 : _accepted.Percentile(100 * quantile) / 1000.0;
        }
    }
}
