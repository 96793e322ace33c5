using System.Diagnostics;
using System.Globalization;

namespace DynamoLab.Bench.Overload;

/// <summary>A connection to every node, and what goes over them for a while.</summary>
internal sealed class Load(Nodes nodes) : IDisposable
{
    private const int SliceMs = 500;

    private readonly List<LoadConnection> _connections = Open(nodes);

    public const double SliceSeconds = SliceMs / 1000.0;

    /// <param name="name">Printed with the figures; empty: nothing is.</param>
    /// <param name="rate">Open loop: requests a second, to all nodes; 0: closed.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="window">Requests in flight at each node, in a closed loop.</param>
    /// <param name="isLast">Whether to wait for every answer.</param>
    public async Task<Figures> RunAsync(string name, double rate, int seconds, int window = 64, bool isLast = true)
    {
        var figures = new Figures(seconds, (int)(seconds / SliceSeconds));
        var start = Stopwatch.GetTimestamp();
        var end = start + (seconds * Stopwatch.Frequency);
        foreach (var connection in _connections)
        {
            connection.OnAnswer = (due, now, outcome) =>
            {
                // What was due before belongs to the run before.
                if (due >= start && due < end)
                {
                    figures.Whole.Add(due, now, outcome);
                    figures.Slices[(int)((due - start) * 1000 / SliceMs / Stopwatch.Frequency)].Add(due, now, outcome);
                }
            };
        }

        var (nodesCpu, ownCpu) = (nodes.CpuSeconds(), Environment.CpuUsage.TotalTime.TotalSeconds);
        await Task.WhenAll(_connections.Select(c => Task.Factory.StartNew(
            () => c.Send(rate / _connections.Count, window, end), TaskCreationOptions.LongRunning)));
        nodesCpu = (nodes.CpuSeconds() - nodesCpu) / seconds;
        ownCpu = (Environment.CpuUsage.TotalTime.TotalSeconds - ownCpu) / seconds;
        while (isLast && _connections.Sum(c => c.Unanswered) > 0)
        {
            await Task.Delay(10);
        }

        if (name.Length > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18} offered {rate,7:0}/s  {figures}  processors: nodes {nodesCpu:0.00}, load {ownCpu:0.00}"));
        }

        return figures;
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private static List<LoadConnection> Open(Nodes nodes)
    {
        var requests = new Requests();
        return [.. nodes.Ports.Select(port => new LoadConnection(port, requests))];
    }
}
