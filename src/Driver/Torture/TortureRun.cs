using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Faults;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;
using Spectre.Console;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// What sets a torture apart from other runs: its faults, its progress line, what it counts and watches.
/// </summary>
internal sealed class TortureRun(
    ExperimentOptions options, RunningCluster cluster, WorkloadPlan plan, ResultsFolder folder, IAnsiConsole console)
{
    private TortureLog _log = new(_ => { });
    private NodeGauges? _gauges;

    /// <param name="observe">Told every fault.</param>
    public ITimeline Timeline(Action<FaultEvent> observe)
    {
        _log = new TortureLog(observe);
        return new StormTimeline(cluster, plan, _log, MendAsync);
    }

    public NodeGauges Gauge(Instant start) => _gauges = new NodeGauges(cluster, folder, start);

    public Task ShowAsync(RunProgress progress, Func<Instant, LiveSample> take, CancellationToken over) =>
        new TortureView(console, progress, _log, take).RunAsync(over);

    /// <summary>For the summary.</summary>
    public IReadOnlyList<string> Lines() =>
        [.. _log.Lines(options.Torture!.PowerFailure), .. _gauges?.Lines() ?? []];

    private async Task<bool> MendAsync(CancellationToken cancellation)
    {
        var notes = new List<string>();
        var report = await new AftermathPhase(options, cluster, plan, console, notes).MendAsync(cancellation);
        notes.ForEach(note => console.Line($"{"",10}{note}"));
        return report.IsConverged;
    }
}
