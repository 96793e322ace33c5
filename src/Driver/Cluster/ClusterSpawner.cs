using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using DynamoLab.Client;
using DynamoLab.Core;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// Starts the processes of a cluster: the first alone, the others a few at a time, each joining the first two. A node
/// counts as started when it answers, so that a hundred of them do not fight for two cores at once.
/// </summary>
internal sealed class ClusterSpawner(SpawnPlan plan, Action<SpawnProgress> report)
{
    private const int LogLinesShown = 10;
    private const int SeedCount = 2;

    private static readonly int StartingMax = Math.Max(2, Environment.ProcessorCount * 2);

    private readonly ConcurrentDictionary<NodeId, NodeSlot> _slots = new();
    private readonly ConcurrentQueue<NodeEndpoint> _answering = new();

    /// <summary>The nodes in the order of their numbers; on failure none is left running.</summary>
    /// <exception cref="CannotRunException">A node did not come up; its last log lines are in the message.</exception>
    public async Task<IReadOnlyList<NodeSlot>> SpawnAsync(CancellationToken cancellation)
    {
        var endpoints = Endpoints();
        Links.Refuse(plan.LogFolder);
        Links.Refuse(plan.OutputFile);
        foreach (var endpoint in endpoints)
        {
            Links.Refuse(plan.LogFileOf(endpoint.Node));
            PrepareDataOf(endpoint.Node);
        }

        Directory.CreateDirectory(plan.LogFolder);
        if (plan.SiloTable is { } silos)
        {
            File.Delete(silos);
        }

        try
        {
            await StartAsync(endpoints[0], [], cancellation);
            using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var places = new SemaphoreSlim(StartingMax, StartingMax);
            var others = endpoints.Skip(1).Select(endpoint => StartInTurnAsync(endpoint, places, failure)).ToList();
            await Task.WhenAll(others);
            return [.. endpoints.Select(e => _slots[e.Node])];
        }
        catch
        {
            await EndAllAsync();
            throw;
        }
    }

    /// <summary>The last lines of a node's log, as the tail of an error message.</summary>
    public static string LogTail(SpawnPlan plan, NodeId node)
    {
        foreach (var file in (string[])[plan.LogFileOf(node), plan.OutputFile])
        {
            if (NodeLog.LastLines(file, LogLinesShown) is { Count: > 0 } lines)
            {
                return $"; the end of {file}:\n  {string.Join("\n  ", lines)}";
            }
        }

        return $"; it wrote no log, {plan.LogFileOf(node)}";
    }

    private void PrepareDataOf(NodeId node)
    {
        if (plan.DataDirOf(node) is { } folder)
        {
            DataFolders.Prepare(folder, node);
        }
    }

    private NodeEndpoint[] Endpoints()
    {
        var ports = plan.BasePort is { } basePort
            ? FreePorts.Consecutive(plan.NodeCount, basePort)
            : FreePorts.Choose(plan.NodeCount, RandomNumberGenerator.GetInt32(int.MaxValue), new HashSet<int>());
        return [.. ports.Select((port, i) => new NodeEndpoint(new NodeId($"node{i + 1}"), SpawnPlan.Host, port))];
    }

    private async Task StartInTurnAsync(
        NodeEndpoint endpoint, SemaphoreSlim places, CancellationTokenSource failure)
    {
        await places.WaitAsync(failure.Token);
        try
        {
            await StartAsync(endpoint, [.. _answering.Take(SeedCount)], failure.Token);
        }
        catch
        {
            // The others need not go on; what they throw then does not hide this.
            await failure.CancelAsync();
            throw;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task StartAsync(
        NodeEndpoint endpoint, IReadOnlyList<NodeEndpoint> seeds, CancellationToken cancellation)
    {
        var slot = await TryStartAsync(endpoint, seeds, cancellation);
        if (slot is null)
        {
            // Somebody else took the port since it was chosen: one more chance with another.
            var taken = _slots.Values.Select(s => s.Node.Port).Append(endpoint.Port).ToHashSet();
            var port = FreePorts.Choose(1, RandomNumberGenerator.GetInt32(int.MaxValue), taken)[0];
            slot = await TryStartAsync(endpoint with { Port = port }, seeds, cancellation)
                ?? throw new CannotRunException($"{endpoint.Node} lost its port twice: {endpoint.Port}, {port}");
        }

        _answering.Enqueue(slot.Node.Endpoint);
        report(new SpawnProgress(plan.NodeCount, _answering.Count, 0));
    }

    /// <returns>Null when the node gave up because its port was taken, and another may be chosen.</returns>
    private async Task<NodeSlot?> TryStartAsync(
        NodeEndpoint endpoint, IReadOnlyList<NodeEndpoint> seeds, CancellationToken cancellation)
    {
        var process = NodeProcess.Start(LaunchOf(plan, endpoint, seeds));
        var node = new ClusterNode(endpoint.Node, endpoint.Host, endpoint.Port, process.Id, IsRunning: true)
        {
            Secret = plan.Secret,
            Authority = plan.Certificate?.Authority,
        };
        var slot = new NodeSlot(node) { Process = process };
        _slots[endpoint.Node] = slot;
        if (await AnswersAsync(slot, ReadyLimits.For(plan.NodeCount), cancellation))
        {
            return slot;
        }

        var hasExited = process.HasExited;
        if (hasExited && plan.BasePort is null && !FreePorts.IsFree(endpoint.Port))
        {
            await slot.DisposeAsync();
            return null;
        }

        throw new CannotRunException(hasExited
            ? $"{endpoint.Node} ended with exit code {process.ExitCode} while starting{LogTail(plan, endpoint.Node)}"
            : $"{endpoint.Node} did not answer on port {endpoint.Port} within "
                + $"{ReadyLimits.For(plan.NodeCount).TotalSeconds:0} s"
                + LogTail(plan, endpoint.Node));
    }

    internal static NodeLaunch LaunchOf(SpawnPlan plan, NodeEndpoint endpoint, IReadOnlyList<NodeEndpoint> seeds) =>
        new()
        {
            Program = plan.Program,
            Endpoint = endpoint,
            Joins = seeds,
            Settings = plan.Settings,
            Seed = plan.Seed,
            LogFile = plan.LogFileOf(endpoint.Node),
            SecretFile = plan.Secret?.Path,
            Certificate = plan.Certificate,
            DataDir = plan.DataDirOf(endpoint.Node),
            SiloTable = plan.SiloTable,
            PowerJournal = plan.PowerJournalOf(endpoint.Node),
            OutputFile = plan.OutputFile,
            ExitsWithParent = plan.OwnsProcesses,
            Environment = NodeRuntime.SettingsFor(plan.NodeCount),
        };

    /// <returns>False when the process has ended, or said nothing in time.</returns>
    internal static async Task<bool> AnswersAsync(
        NodeSlot slot, TimeSpan limit, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            if (slot.Process is { HasExited: true })
            {
                return false;
            }

            try
            {
                await slot.ControlAsync(cancellation);
                return true;
            }
            catch (NodeConnectionException)
            {
                await Task.Delay(ReadyLimits.PollMs, cancellation);
            }
        }

        return false;
    }

    private async Task EndAllAsync()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Process?.Kill();
        }

        foreach (var slot in _slots.Values)
        {
            await (slot.Process?.WaitForExitAsync(CancellationToken.None) ?? Task.CompletedTask);
            await slot.DisposeAsync();
        }
    }
}
