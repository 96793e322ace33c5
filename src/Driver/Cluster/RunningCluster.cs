using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// A cluster of node processes: spawned here, and then ended with this object, or running already, and then left
/// alone. Made by <see cref="ClusterOpening"/>. One caller kills and restarts; any number may ask.
/// </summary>
public sealed partial class RunningCluster : IAsyncDisposable
{
    /// <summary>How long nodes that were told to leave may take before they are killed.</summary>
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long a killed process may take to be gone: a disk keeps it while an fsync is under way.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(30);

    private const int RestartSeeds = 3;

    private readonly IReadOnlyList<NodeSlot> _slots;
    private readonly SpawnPlan? _plan;
    private readonly string _logFolder;
    private readonly List<string> _procsFiles = [];

    /// <param name="plan">How its nodes were spawned; null when it was attached to.</param>
    /// <param name="logFolder">Where the output of restarted nodes goes.</param>
    internal RunningCluster(
        IReadOnlyList<NodeSlot> slots, ClusterSettings settings, HashRing ring, SpawnPlan? plan, string logFolder)
    {
        _slots = slots;
        _plan = plan;
        _logFolder = logFolder;
        Settings = settings;
        Ring = ring;
        Endpoints = [.. slots.Select(slot => slot.Node.Endpoint)];
    }

    /// <summary>All nodes, dead ones included, in the order of <see cref="Endpoints"/>.</summary>
    public IReadOnlyList<ClusterNode> Nodes => [.. _slots.Select(slot => slot.Node)];

    /// <summary>Where all nodes listen, dead ones included.</summary>
    public IReadOnlyList<NodeEndpoint> Endpoints { get; }

    /// <summary>What the nodes were started with; R and W as this run uses them.</summary>
    public ClusterSettings Settings { get; private set; }

    /// <summary>The ring of all members; failures do not change it.</summary>
    public HashRing Ring { get; }

    /// <summary>Whether the processes are ended when this is disposed.</summary>
    public bool OwnsProcesses => _plan is { OwnsProcesses: true };

    /// <summary>Writes the file of the nodes, and gives it the new process whenever one is restarted.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public void WriteProcs(string path)
    {
        ClusterProcs.Write(path, Nodes);
        KeepProcs(path);
    }

    /// <summary>
    /// The node's control connection, which no fault delays; opened when first needed, owned by the cluster.
    /// </summary>
    /// <exception cref="NodeConnectionException">The node does not answer.</exception>
    public Task<ControlConnection> ControlOfAsync(NodeId node, CancellationToken cancellation) =>
        SlotOf(node).ControlAsync(cancellation);

    /// <summary>Asks a node what it can answer from memory, within 5 s.</summary>
    /// <exception cref="NodeConnectionException">No answer came.</exception>
    public Task<TResponse> AskAsync<TResponse>(NodeId node, Message request, CancellationToken cancellation)
        where TResponse : Message =>
        AskAsync<TResponse>(node, request, Patience.Short, cancellation);

    /// <summary>Asks a node over its control connection. One that broke is opened again by the next question.</summary>
    /// <param name="limit">How long the answer may take.</param>
    /// <exception cref="NodeConnectionException">No answer came.</exception>
    public async Task<TResponse> AskAsync<TResponse>(
        NodeId node, Message request, TimeSpan limit, CancellationToken cancellation)
        where TResponse : Message
    {
        var slot = SlotOf(node);
        var control = await slot.ControlAsync(cancellation);
        try
        {
            return await Patience.WithinAsync(
                limit, token => control.AskAsync<TResponse>(request, token), cancellation);
        }
        catch (NodeConnectionException)
        {
            await slot.DropControlAsync(control);
            throw;
        }
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    /// <returns>The time of the kill.</returns>
    /// <exception cref="CannotRunException">It did not go.</exception>
    public async Task<Instant> KillAsync(NodeId node, CancellationToken cancellation)
    {
        var slot = SlotOf(node);
        slot.Foreign ??= slot.Process is null ? ForeignLaunch.Of(slot.Node.ProcessId) : null;
        Processes.Kill(slot.Node.ProcessId);
        var killedAt = new Instant(LabClock.Shared.NowUs);
        slot.Node = slot.Node with { IsRunning = false };
        var isGone = await Processes.IsGoneWithinAsync(slot.Node.ProcessId, KillLimit, cancellation);
        await slot.DropControlAsync();
        if (!isGone)
        {
            throw new CannotRunException(
                $"{node} (pid {slot.Node.ProcessId}) was killed and still runs after {KillLimit.TotalSeconds:0} s");
        }

        return killedAt;
    }

    /// <summary>
    /// Starts a killed node again under its id and port, joining three that run. Returns when it answers and sees all
    /// that run.
    /// </summary>
    /// <returns>The time it was ready.</returns>
    /// <exception cref="CannotRunException">It did not come up in time.</exception>
    public async Task<Instant> RestartAsync(NodeId node, CancellationToken cancellation)
    {
        var slot = SlotOf(node);
        var live = _slots.Where(s => s.Node.IsRunning).ToList();
        slot.Process?.Dispose();
        slot.Process = Start(slot, [.. live.Take(RestartSeeds).Select(s => s.Node.Endpoint)]);
        slot.Node = slot.Node with { ProcessId = slot.Process.Id };
        _procsFiles.ForEach(path => ClusterProcs.Update(path, slot.Node));
        NodeId[] alive = [.. live.Select(s => s.Id), node];
        var limit = ReadyLimits.For(alive.Length);
        var answers = await ClusterSpawner.AnswersAsync(slot, limit, cancellation);
        var late = answers
            ? await Readiness.WaitAsync([slot], alive, limit, _ => { }, cancellation)
            : [slot];
        if (late.Count > 0)
        {
            var tail = _plan is null ? "" : ClusterSpawner.LogTail(_plan, node);
            throw new CannotRunException($"{node} was started again but did not become ready{tail}");
        }

        slot.Node = slot.Node with { IsRunning = true };
        return new Instant(LabClock.Shared.NowUs);
    }

    /// <summary>
    /// Ends the nodes when they are owned: a word to leave, and SIGKILL to those that stay. Their secret goes too.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (OwnsProcesses)
        {
            await EndAsync();
            File.Delete(_plan!.Secret!.Path);
        }

        foreach (var slot in _slots)
        {
            await slot.DisposeAsync();
        }

        RemoveEmptyOutput();
    }

    /// <summary>The file is there already: it is only to be kept up to date.</summary>
    internal void KeepProcs(string path) => _procsFiles.Add(Path.GetFullPath(path));

    /// <summary>The file stays as it is from now on.</summary>
    internal void ForgetProcs(string path) => _procsFiles.Remove(Path.GetFullPath(path));

    /// <summary>Every request says how many answers it needs, so the next run may ask for others.</summary>
    internal void UseQuorums(int readQuorum, int writeQuorum) =>
        Settings = Settings with { ReadQuorum = readQuorum, WriteQuorum = writeQuorum };

    /// <summary>Ends the nodes at once, owned or not, because they did not become a cluster.</summary>
    internal async Task AbandonAsync()
    {
        foreach (var process in _slots.Select(slot => slot.Process).OfType<NodeProcess>())
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await DisposeAsync();
    }

    /// <summary>What nodes say outside their logs is nearly always nothing.</summary>
    private void RemoveEmptyOutput()
    {
        if (OwnsProcesses && new FileInfo(_plan!.OutputFile) is { Exists: true, Length: 0 } output)
        {
            output.Delete();
        }
    }

    private async Task EndAsync()
    {
        foreach (var slot in _slots)
        {
            slot.Process?.ReleaseInput();
        }

        using var patience = new CancellationTokenSource(LeaveLimit);
        foreach (var process in _slots.Select(slot => slot.Process).OfType<NodeProcess>())
        {
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private NodeProcess Start(NodeSlot slot, IReadOnlyList<NodeEndpoint> seeds)
    {
        if (_plan is not null)
        {
            return NodeProcess.Start(ClusterSpawner.LaunchOf(_plan, slot.Node.Endpoint, seeds));
        }

        var foreign = slot.Foreign ?? throw new CannotRunException(
            $"{slot.Id} cannot be started again: this system does not tell how it was started; use --no_restart");
        var joins = seeds.SelectMany(seed => (string[])["--join", $"{seed.Host}:{seed.Port}"]);
        Directory.CreateDirectory(_logFolder);
        return NodeProcess.Start(
            [.. foreign.CommandLine, .. joins], Path.Combine(Path.GetFullPath(_logFolder), "output.log"),
            holdsInput: false, foreign.WorkingDirectory,
            NodeRuntime.SettingsFor(_slots.Count));
    }

    private NodeSlot SlotOf(NodeId node) =>
        _slots.FirstOrDefault(slot => slot.Id == node)
        ?? throw new ArgumentException($"{node} is not a node of this cluster", nameof(node));
}
