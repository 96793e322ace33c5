using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Cluster;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Experiments;
using Spectre.Console;

namespace DynamoLab.Driver.Cluster;

/// <summary>The two ways to a <see cref="RunningCluster"/>: spawn one, or attach to one that runs.</summary>
public static class ClusterOpening
{
    /// <summary>The folder of the nodes' logs below the folder of the results.</summary>
    public const string LogFolder = "logs";

    /// <summary>The file of the nodes below the folder of the results of a run that spawns its own.</summary>
    public const string ClusterProcsName = "cluster_procs.json";

    /// <summary>The folder of all nodes' notes on power failures below the folder of the results.</summary>
    public const string PowerFolder = "power";

    /// <summary>
    /// As the options ask: spawns <see cref="ExperimentOptions.Nodes"/> nodes with their logs and their file in the
    /// results folder, or attaches to the cluster of <see cref="ExperimentOptions.ClusterProcs"/>.
    /// </summary>
    /// <exception cref="CannotRunException">It cannot be had; whatever was spawned has been ended.</exception>
    public static Task<RunningCluster> OpenAsync(
        ExperimentOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var logFolder = Path.Combine(options.OutputDir, LogFolder);
        if (options.Nodes is not { } nodes)
        {
            return AttachAsync(
                options.ClusterProcs, options.ClusterSecretFile, options.Cluster, options.GivenClusterOptions,
                logFolder, cancellation);
        }

        var plan = new SpawnPlan
        {
            NodeCount = nodes,
            Settings = options.Cluster,
            Program = NodeProgram.Find(options.NodeBinary, options.Cluster.Host),
            LogFolder = logFolder,
            DataFolder = options.DataDir ?? Path.Combine(options.OutputDir, DataFolders.Name),
            ClusterProcs = Path.Combine(options.OutputDir, ClusterProcsName),
            Seed = options.Seed,
            Certificate = options.Certificate,
            PowerJournalFolder = options.Torture is { PowerFailure: true }
                ? Path.Combine(options.OutputDir, PowerFolder)
                : null,
        };
        return SpawnProgressView.ShowAsync(console, nodes, report => SpawnAsync(plan, report, cancellation));
    }

    /// <summary>
    /// Draws the cluster's secret, starts the nodes, writes their file, and waits until every one sees all.
    /// </summary>
    /// <param name="report">Told of every step, from any thread.</param>
    /// <exception cref="CannotRunException">A node did not come up in time; all have been ended.</exception>
    public static async Task<RunningCluster> SpawnAsync(
        SpawnPlan plan, Action<SpawnProgress> report, CancellationToken cancellation)
    {
        var secret = SecretFile.Create(SecretFile.PathBeside(plan.ClusterProcs));
        try
        {
            return await SpawnNodesAsync(plan with { Secret = secret }, report, cancellation);
        }
        catch
        {
            File.Delete(secret.Path);
            throw;
        }
    }

    private static async Task<RunningCluster> SpawnNodesAsync(
        SpawnPlan plan, Action<SpawnProgress> report, CancellationToken cancellation)
    {
        var slots = await new ClusterSpawner(plan, report).SpawnAsync(cancellation);
        var nodes = slots.Select(slot => slot.Id).ToList();
        var options = new RingOptions(plan.Settings.Placement, plan.Settings.ReplicationFactor);
        var cluster = new RunningCluster(slots, plan.Settings, HashRing.Of(nodes, options), plan, plan.LogFolder);
        try
        {
            cluster.WriteProcs(plan.ClusterProcs);
            var limit = ReadyLimits.For(slots.Count);
            var late = await Readiness.WaitAsync(
                slots, nodes, limit,
                ready => report(new SpawnProgress(slots.Count, slots.Count, ready)), cancellation);
            return late.Count == 0
                ? cluster
                : throw new CannotRunException(
                    $"{late.Count} of {slots.Count} nodes do not see all others within "
                    + $"{limit.TotalSeconds:0} s, {late[0].Id} first"
                    + ClusterSpawner.LogTail(plan, late[0].Id));
        }
        catch
        {
            File.Delete(plan.ClusterProcs);
            await cluster.AbandonAsync();
            throw;
        }
    }

    /// <summary>Connects to every node of a running cluster and makes sure that it is the one the file names.</summary>
    /// <param name="secretFile">The file of its secret; null: the one that the nodes' file names, if any.</param>
    /// <param name="wanted">
    /// The settings that were asked for; only those in <paramref name="given"/> have to agree.
    /// </param>
    /// <param name="logFolder">Where restarted nodes say what they say outside their logs.</param>
    /// <exception cref="CannotRunException">A node is dead or another one, or a setting differs.</exception>
    public static async Task<RunningCluster> AttachAsync(
        string clusterProcs,
        string? secretFile,
        ClusterSettings wanted,
        IReadOnlySet<string> given,
        string logFolder,
        CancellationToken cancellation)
    {
        var entries = ClusterProcs.ReadRunning(clusterProcs, secretFile).Entries;
        var slots = entries.Select(SlotOf).ToList();
        try
        {
            var statuses = await Task.WhenAll(
                entries.Zip(slots, (entry, slot) => IdentifyAsync(clusterProcs, entry, slot, cancellation)));
            var control = await slots[0].ControlAsync(cancellation);
            var ring = await Patience.WithinAsync(
                Patience.Short, limit => control.AskAsync<RingResponse>(new RingRequest(), limit), cancellation);
            var running = SettingsText.Parse(statuses[0].Settings) with
            {
                ReplicationFactor = ring.ReplicationFactor,
                Placement = ring.Placement,
            };
            var settings = SettingsAgreement.Of(running, wanted, given);
            var members = RingOf(clusterProcs, ring, slots);
            var cluster = new RunningCluster(slots, settings, members, plan: null, logFolder);
            cluster.KeepProcs(clusterProcs);
            return cluster;
        }
        catch
        {
            foreach (var slot in slots)
            {
                await slot.DisposeAsync();
            }

            throw;
        }
    }

    internal static NodeSlot SlotOf(ClusterEntry entry) => new(ClusterProcs.NodeOf(entry));

    /// <summary>The status of the node, once it is certain that it is the process the file names.</summary>
    internal static async Task<StatusResponse> IdentifyAsync(
        string clusterProcs, ClusterEntry entry, NodeSlot slot, CancellationToken cancellation)
    {
        StatusResponse status;
        try
        {
            var control = await slot.ControlAsync(cancellation);
            status = await Patience.WithinAsync(
                Patience.Short, limit => control.AskAsync<StatusResponse>(new StatusRequest(), limit), cancellation);
        }
        catch (NodeConnectionException e)
        {
            throw new CannotRunException(
                $"--cluster_procs {clusterProcs}: {entry.Node} does not answer on port {entry.Port}: {e.Message}", e);
        }

        return status.Node == entry.Node && status.ProcessId == entry.ProcessId
            ? status
            : throw new CannotRunException(
                $"--cluster_procs {clusterProcs}: on port {entry.Port} answers {status.Node} (pid {status.ProcessId}), "
                + $"not {entry.Node} (pid {entry.ProcessId})");
    }

    private static HashRing RingOf(string clusterProcs, RingResponse ring, IReadOnlyList<NodeSlot> slots)
    {
        var members = ring.Members.Select(member => member.Node).ToHashSet();
        var named = slots.Select(slot => slot.Id).ToHashSet();
        return members.SetEquals(named)
            ? HashRing.Of(members, new RingOptions(ring.Placement, ring.ReplicationFactor, ring.TokensPerNode))
            : throw new CannotRunException(
                $"--cluster_procs {clusterProcs} names {Names(named)}, but the ring consists of {Names(members)}");
    }

    private static string Names(IEnumerable<NodeId> nodes) => string.Join(", ", nodes.Order());
}
