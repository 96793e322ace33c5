using System.Text.Json.Nodes;
using System.Threading.Channels;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Faults;
using DynamoLab.Driver.Pbs;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.Driver.Torture;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;
using DynamoLab.History.Checkers;
using DynamoLab.History.Metrics;
using Spectre.Console;

namespace DynamoLab.Driver.Experiments;

/// <summary>One run on a cluster that is up: load, work, heal, repair, judge, write.</summary>
internal sealed class ExperimentRun
{
    private readonly ExperimentOptions _options;
    private readonly RunningCluster _cluster;
    private readonly ResultsFolder _folder;
    private readonly IAnsiConsole _console;
    private readonly WorkloadPlan _plan;
    private readonly PromiseCheckers _checkers;
    private readonly RunObserver _observer;
    private readonly JsonObject _parameters;
    private readonly IReadOnlyList<StatusResponse> _before;
    private readonly EnvironmentMetrics _environment;
    private readonly List<string> _notes = [];
    private readonly TortureRun? _torture;
    private ClientReading? _client;
    private IReadOnlyList<DivergenceSample>? _samples;
    private NodeMeter? _meter;
    private IReadOnlyList<CounterPhase> _counts = [];
    private readonly DelayWatch _delays;

    /// <param name="before">
    /// What the nodes said of themselves before the run, if others ran on them earlier; it is taken off what they say
    /// at the end.
    /// </param>
    public ExperimentRun(
        ExperimentOptions options,
        RunningCluster cluster,
        ResultsFolder folder,
        IAnsiConsole console,
        JsonObject parameters,
        EnvironmentMetrics environment,
        IReadOnlyList<StatusResponse> before)
    {
        _before = before;
        _parameters = parameters;
        _environment = environment;
        _options = options;
        _cluster = cluster;
        _folder = folder;
        _console = console;
        _plan = new WorkloadPlan(options, KeySpace.Of(options.Keyspace, options.KeyPrefix));
        _checkers = new PromiseCheckers(new CheckerOptions
        {
            Versioning = cluster.Settings.Versioning,
            ClockEntriesMax = cluster.Settings.ClockEntriesMax,
            ReplicationFactor = cluster.Settings.ReplicationFactor,
            ReadQuorum = cluster.Settings.ReadQuorum,
            WriteQuorum = cluster.Settings.WriteQuorum,
            IsStrict = cluster.Settings.Quorum == QuorumKind.Strict,
            IsStoreFresh = options.Nodes is not null,
            CrashLosesCopies = cluster.Settings.Durability == Durability.Memory
                || (options.Torture is { PowerFailure: true } && cluster.Settings.Durability == Durability.Buffered),
        });
        _observer = new RunObserver(options, cluster, _checkers);
        _delays = new DelayWatch(cluster);
        _torture = options.Torture is null ? null : new TortureRun(options, cluster, _plan, folder, console);
    }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var client = new DynamoClient(ClientOptions());
        await using (client)
        {
            await LoadAsync(client, cancellation);
            return await MeasureAsync(client, cancellation);
        }
    }

    private ClientOptions ClientOptions() => new()
    {
        Nodes = _cluster.Endpoints,
        Routing = _options.Routing,
        Failover = _options.Failover,
        TimeoutMs = _cluster.Settings.ClientTimeoutMs,
        ReadQuorum = _cluster.Settings.ReadQuorum,
        WriteQuorum = _cluster.Settings.WriteQuorum,
        Seed = _plan.Streams.Client(),
    };

    private async Task LoadAsync(DynamoClient client, CancellationToken cancellation)
    {
        await using var recorder = new OperationRecorder(OperationCsv.Create(_folder.LoadCsv), _observer.Observe);
        var loader =
            new KeyLoader(_plan, client, recorder, isClusterFresh: _options is { Nodes: not null, DataDir: null });
        try
        {
            await LoadView.ShowAsync(_console, loader, _plan.Keys.Count, cancellation);
            await recorder.CompleteAsync();
        }
        catch (Exception problem) when (IsOfTheTable(problem))
        {
            throw NotWritten(_folder.LoadCsv, problem);
        }
    }

    /// <summary>
    /// Whatever goes wrong after the first operation, what was measured until then is written before it is told.
    /// </summary>
    private async Task<int> MeasureAsync(DynamoClient client, CancellationToken cancellation)
    {
        CannotRunException? problem = null;
        var aftermath = new Aftermath { WhyNotChecked = "the run was cut short" };
        // Torture kills nodes faster than they could be asked, and its rounds come in between.
        _meter = _torture is null
            ? await NodeMeter.StartAsync(_cluster, HealingPhase.Undisturbed, cancellation)
            : null;
        await using var watching = _meter;
        var start = new Instant(LabClock.Shared.NowUs);
        var end = start;
        try
        {
            end = await WorkAsync(client, start, cancellation);
            _folder.Write(NodeDelays.FileName, await _delays.ReadAsync(CancellationToken.None));
            _meter?.Enter(HealingPhase.Settling);
            aftermath = await new AftermathPhase(_options, _cluster, _plan, _console, _notes, _meter)
                .RunAsync(Checking(cancellation));
            _counts = _meter is null ? [] : await _meter.FinishAsync(cancellation);
        }
        catch (OperationCanceledException cause) when (cancellation.IsCancellationRequested)
        {
            problem = new CannotRunException("interrupted: what was measured until then is kept", cause);
        }
        catch (CannotRunException cause)
        {
            problem = cause;
        }

        end = end > start ? end : new Instant(LabClock.Shared.NowUs);
        var exitCode = Conclude(end, aftermath, problem);
        await ReportPage.WriteAsync(_folder, _console);
        return problem is null || exitCode == ExitCode.Broken ? exitCode : throw problem;
    }

    /// <summary>An interrupted run ends here; an interrupted torture heals and is judged all the same.</summary>
    private CancellationToken Checking(CancellationToken cancellation)
    {
        if (_torture is null)
        {
            cancellation.ThrowIfCancellationRequested();
            return cancellation;
        }

        if (cancellation.IsCancellationRequested)
        {
            _notes.Add("interrupted: what was done until then is judged");
        }

        return CancellationToken.None;
    }

    private async Task<Instant> WorkAsync(DynamoClient client, Instant start, CancellationToken cancellation)
    {
        var progress = new RunProgress(_options, start);
        var timeline = Timeline(progress);
        await using var recorder = new OperationRecorder(OperationCsv.Create(_folder.WorkloadCsv), _observer.Observe)
        {
            IsWriting = Environment.GetEnvironmentVariable(OperationRecorder.OffVariable) is null,
        };
        if (!recorder.IsWriting)
        {
            _notes.Add($"no operation is recorded: {OperationRecorder.OffVariable} is set");
        }

        _plan.Start = start;
        _observer.Start(start);
        using var over = new CancellationTokenSource();
        await using var gauges = _torture?.Gauge(start);
        var view = Show(progress, over.Token);
        var probe = Probe(start);
        var probing = probe?.RunAsync(over.Token) ?? Task.CompletedTask;
        var delays = _delays.RunAsync(TimeSpan.FromSeconds(_options.WarmupSeconds), over.Token);
        var phase = new WorkloadPhase(_plan, client, recorder, timeline);
        using var meter = new ClientMeter();
        try
        {
            var end = await phase.RunAsync(cancellation);
            _client = meter.Read(_options.Rate, phase.ArrivalsUnstarted);
            await recorder.CompleteAsync();
            NoteWhatWasMissed(phase, timeline);
            return end;
        }
        catch (Exception problem) when (IsOfTheTable(problem))
        {
            throw NotWritten(_folder.WorkloadCsv, problem);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(view, delays, probing);
            _samples = probe?.Samples;
        }
    }

    private DivergenceProbe? Probe(Instant start) => _options.DivergenceKeys == 0
        ? null
        : new DivergenceProbe(
            _cluster, DivergenceProbe.Choose(_plan.Keys.Keys, _options.DivergenceKeys), _options.ValueBytes, start);

    private DivergenceMetrics? Divergence()
    {
        var healed = _observer.Faults.Where(fault => fault.Phase == FaultPhase.Heal).ToList();
        double? healedAtS = healed.Count == 0 ? null : healed.Max(fault => fault.Actual).UsSince(_plan.Start) / 1e6;
        return _samples is null ? null : DivergenceMetrics.Of(_samples, healedAtS);
    }

    private Task Show(RunProgress progress, CancellationToken over) =>
        _torture?.ShowAsync(progress, _observer.Sample, over)
        ?? (_console.IsLive()
            ? new TableView(_console, progress, _observer.Sample).RunAsync(over)
            : new PlainView(_console, progress, _observer.Sample).RunAsync(over));

    private ITimeline? Timeline(RunProgress progress)
    {
        if (_torture is not null)
        {
            return _torture.Timeline(_observer.Observe);
        }

        if (FaultPlan.Of(_options, _cluster, _plan.Streams.Faults()) is not { } plan)
        {
            return null;
        }

        return new FaultTimeline(
            plan,
            TimeSpan.FromSeconds(_options.WarmupSeconds),
            TimeSpan.FromSeconds(_options.FailureDurationSeconds),
            fault =>
            {
                _observer.Observe(fault);
                progress.Observe(fault);
                if (fault.Phase == FaultPhase.Inject)
                {
                    _meter?.Enter(HealingPhase.Failure);
                }
            },
            () => _meter?.Enter(HealingPhase.Recovery));
    }

    private void NoteWhatWasMissed(WorkloadPhase phase, ITimeline? timeline)
    {
        if (timeline is FaultTimeline { IsInjected: false })
        {
            _notes.Add("the workload ended before the failure was due: there was none");
        }

        if (phase.ArrivalsUnstarted > 0)
        {
            _notes.Add($"{Figures.Count(phase.ArrivalsUnstarted)} operations were due and found no free client: "
                + "the offered rate was not reached");
        }
    }

    private int Conclude(Instant end, Aftermath aftermath, CannotRunException? problem)
    {
        var metrics = _observer.Finish(new RunEnd
        {
            End = end,
            Nodes = [.. aftermath.Statuses.Select(status => NodeStatuses.ToMetrics(status, _before))],
            Client = _client,
            Rounds = aftermath.Repair?.RoundsByKey,
        }) with
        {
            Environment = _environment,
            Healing = Healing.Of(_counts),
            Divergence = Divergence(),
        };
        metrics = metrics with
        {
            Load = new LoadReport(_options, _cluster, _plan, _observer).Of(_counts, metrics.Overall),
        };
        var verdict = aftermath.Judge(_checkers, metrics.Overall.Successful);
        if (problem is not null && verdict.ExitCode != ExitCode.Broken)
        {
            verdict = verdict with { ExitCode = ExitCode.CannotRun, Summary = $"unknown: {problem.Message}" };
        }

        if (_torture is not null && ViolationFile.Write(_folder, verdict))
        {
            _notes.Add($"every breach with the history of its key: {_folder.PathOf(ViolationFile.FileName)}");
        }

        metrics = metrics with { Verdict = VerdictMetrics.Of(verdict), Notes = [.. _notes] };
        ResultFiles.Write(_folder, metrics, _observer.Faults, aftermath.Repair);

        var summary = new RunSummary(_options, metrics, verdict, aftermath.Repair, _notes, _folder.Path)
        {
            Torture = _torture?.Lines() ?? [],
        }.Lines();
        var banner = Banner.Lines(_parameters, ExperimentConfig.Title);
        _folder.Write("summary.txt", string.Join('\n', banner.Concat(summary)) + "\n");
        foreach (var line in summary)
        {
            _console.Line(line);
        }

        return verdict.ExitCode;
    }

    private static bool IsOfTheTable(Exception problem) =>
        problem is ChannelClosedException or IOException or UnauthorizedAccessException;

    private static CannotRunException NotWritten(string path, Exception problem) =>
        new($"{path} could not be written: {(problem.InnerException ?? problem).Message}", problem);
}
