using System.Globalization;
using System.Text;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// Writes <c>nodes.csv</c>: every ten seconds the memory and the open file handles of each node, and of this program.
/// A restarted node is another process, with another pid.
/// </summary>
internal sealed class NodeGauges : IAsyncDisposable
{
    public const string FileName = "nodes.csv";
    private const string Driver = "driver";
    private const double BytesPerMegabyte = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly RunningCluster _cluster;
    private readonly Instant _start;
    private readonly StreamWriter _file;
    private readonly List<GaugeSample> _samples = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _sampling;

    public NodeGauges(RunningCluster cluster, ResultsFolder folder, Instant start)
    {
        (_cluster, _start) = (cluster, start);
        var file = new FileStream(folder.PathOf(FileName), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _file = new StreamWriter(file, new UTF8Encoding(false)) { AutoFlush = true };
        _file.Write("second,node,pid,resident_bytes,open_files\n");
        _sampling = SampleAsync();
    }

    /// <summary>What each held first, at most and last.</summary>
    public IReadOnlyList<string> Lines()
    {
        var table = new TextTable(
            "process", "samples", "pids", "MB first", "median", "max", "last", "files first", "median", "max", "last");
        lock (_samples)
        {
            foreach (var node in _samples.GroupBy(sample => sample.Node))
            {
                table.Add(RowOf(node.Key, [.. node]));
            }
        }

        return table.Lines();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _sampling;
        await _file.DisposeAsync();
        _over.Dispose();
    }

    private static string[] RowOf(string node, IReadOnlyList<GaugeSample> samples)
    {
        var memory = samples.Select(sample => sample.ResidentBytes / BytesPerMegabyte).ToList();
        var files = samples.Select(sample => (double)sample.OpenFiles).ToList();
        return
        [
            node, Text(samples.Count), Text(samples.Select(sample => sample.ProcessId).Distinct().Count()),
            .. Marks(memory), .. Marks(files),
        ];
    }

    private static string[] Marks(List<double> values) =>
        [Text(values[0]), Text(values.Order().ElementAt(values.Count / 2)), Text(values.Max()), Text(values[^1])];

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private async Task SampleAsync()
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            do
            {
                Sample();
            }
            while (await timer.WaitForNextTickAsync(_over.Token));
        }
        catch (OperationCanceledException)
        {
            Sample();
        }
    }

    private void Sample()
    {
        var second = (int)(new Instant(LabClock.Shared.NowUs).UsSince(_start) / 1_000_000);
        foreach (var node in _cluster.Nodes.Where(node => node.IsRunning))
        {
            Sample(second, node.Id.Name, node.ProcessId);
        }

        Sample(second, Driver, Environment.ProcessId);
    }

    private void Sample(int second, string node, int processId)
    {
        // One that was killed a moment ago has neither.
        if (Processes.ResidentBytesOf(processId) is { } bytes and > 0 && Processes.OpenFilesOf(processId) is { } files)
        {
            lock (_samples)
            {
                _samples.Add(new GaugeSample(node, processId, bytes, files));
            }

            _file.Write(string.Create(
                CultureInfo.InvariantCulture, $"{second},{node},{processId},{bytes},{files}\n"));
        }
    }
}
