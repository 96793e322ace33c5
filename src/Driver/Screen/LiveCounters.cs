using DynamoLab.Core;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Screen;

/// <summary>Counts what is shown while a run goes on. Not thread-safe.</summary>
public sealed class LiveCounters
{
    private readonly SortedDictionary<NodeId, long> _served = [];
    private LatencyHistogram _latency = new();
    private Instant _since;
    private long _successful;
    private long _written;
    private long _failed;
    private long _retries;

    /// <param name="start">When the first sample begins.</param>
    /// <param name="nodes">All nodes, so that one that serves nothing is shown too.</param>
    public LiveCounters(Instant start, IEnumerable<NodeId> nodes)
    {
        _since = start;
        foreach (var node in nodes)
        {
            _served[node] = 0;
        }
    }

    public void Observe(Operation operation)
    {
        _retries += Math.Max(0, operation.Attempts.Count - 1);
        if (!operation.IsSuccess)
        {
            _failed++;
            return;
        }

        _successful++;
        _written += operation.Kind == OperationKind.Read ? 0 : 1;
        _latency.Add(operation.End.UsSince(operation.Start));
        _served[operation.Node] = _served.GetValueOrDefault(operation.Node) + 1;
    }

    /// <summary>What came since the last call, which ends a sample and begins the next one.</summary>
    public LiveSample Take(Instant now)
    {
        var seconds = Math.Max(1e-6, now.UsSince(_since) / 1e6);
        var latency = _latency;
        var sample = new LiveSample
        {
            OpsPerS = latency.Count / seconds,
            P50Us = latency.Count == 0 ? null : latency.Percentile(50),
            P99Us = latency.Count == 0 ? null : latency.Percentile(99),
            Successful = _successful,
            Written = _written,
            Failed = _failed,
            Retries = _retries,
            Nodes = [.. _served.Select(n => KeyValuePair.Create(n.Key, n.Value / seconds))],
        };
        _latency = new LatencyHistogram();
        _since = now;
        foreach (var node in _served.Keys.ToList())
        {
            _served[node] = 0;
        }

        return sample;
    }
}
