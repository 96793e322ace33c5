using System.Diagnostics;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Repairs;

/// <summary>
/// Runs repair rounds as the lab counts them: hints, read repair and background exchange pause, the divergence is
/// taken from the primaries' own digests, and then every round each live node makes one exchange per partition it
/// shares, with a peer drawn from the seed, until all keys agree or the limit is reached.
/// </summary>
public static class RepairRounds
{
    /// <summary>How long one exchange may take within a round.</summary>
    public const int ExchangeTimeoutMs = 10_000;

    /// <summary>Nodes end their exchanges themselves; one that says nothing even later is gone.</summary>
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMilliseconds(2 * ExchangeTimeoutMs);

    private static readonly TimeSpan ResumeLimit = TimeSpan.FromSeconds(5);

    /// <param name="keys">The keys to judge by; null: all that any primary holds.</param>
    /// <param name="maxRounds">At least 1.</param>
    /// <param name="seed">Decides who exchanges with whom.</param>
    /// <param name="report">Told of every round when it has ended.</param>
    public static async Task<RepairReport> RunAsync(
        RunningCluster cluster,
        IReadOnlyList<Key>? keys,
        int maxRounds,
        ulong seed,
        Action<RoundReport>? report,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRounds, 1);
        var all = cluster.Nodes.Select(node => node.Id).ToList();
        try
        {
            var paused = await SetPauseAsync(cluster, all, isPaused: true, cancellation);
            // Told again when all have paused, nodes credit what they are pushed to the rounds.
            var live = await SetPauseAsync(cluster, paused, isPaused: true, cancellation);
            return await RunPausedAsync(cluster, live, keys, maxRounds, seed, report, cancellation);
        }
        finally
        {
            await ResumeAsync(cluster, all);
        }
    }

    /// <summary>
    /// Repair must go on even when the rounds were interrupted; a node that hangs must not keep anyone.
    /// </summary>
    private static async Task ResumeAsync(RunningCluster cluster, IReadOnlyList<NodeId> nodes)
    {
        using var limit = new CancellationTokenSource(ResumeLimit);
        try
        {
            await SetPauseAsync(cluster, nodes, isPaused: false, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Those that answer have resumed by now.
        }
    }

    private static async Task<RepairReport> RunPausedAsync(
        RunningCluster cluster,
        IReadOnlyList<NodeId> live,
        IReadOnlyList<Key>? keys,
        int maxRounds,
        ulong seed,
        Action<RoundReport>? report,
        CancellationToken cancellation)
    {
        var digests = await Digests.CollectAsync(cluster, live, cancellation);
        var tally = new RepairTally(keys ?? [.. digests.Keys]);
        tally.Count(0, digests);
        var divergedBefore = tally.Diverged;
        var rounds = new List<RoundReport>();
        while (rounds.Count < maxRounds && tally.LiveDiverged > 0)
        {
            var started = Stopwatch.GetTimestamp();
            var done = await RunRoundAsync(cluster, [.. digests.Nodes], rounds.Count + 1, seed, cancellation);
            var duration = Stopwatch.GetElapsedTime(started);
            digests = await Digests.CollectAsync(cluster, digests.Nodes, cancellation);
            tally.Count(rounds.Count + 1, digests);
            rounds.Add(new RoundReport(
                rounds.Count + 1, tally.Diverged, done.Sum(d => d.Exchanges), done.Sum(d => d.TimedOut),
                done.Sum(d => d.StatesSent + d.StatesReceived), duration));
            report?.Invoke(rounds[^1]);
        }

        return new RepairReport
        {
            RoundsByKey = tally.RoundsByKey,
            DivergedBefore = divergedBefore,
            Rounds = rounds,
            Unreachable = [.. cluster.Nodes.Select(node => node.Id).Except(digests.Nodes)],
        };
    }

    /// <summary>The round of every node, at once; it has ended when all have told so.</summary>
    private static async Task<IReadOnlyList<RepairRoundDone>> RunRoundAsync(
        RunningCluster cluster, IReadOnlyList<NodeId> live, int round, ulong seed, CancellationToken cancellation)
    {
        var request = new RepairRound(round, seed, ExchangeTimeoutMs, live);
        var answers = await Task.WhenAll(live.Select(node => LabQuestions.AnswerOrNullAsync(
            node, () => cluster.AskAsync<RepairRoundDone>(node, request, RoundLimit, cancellation))));
        return [.. answers.Select(answer => answer.Answer).OfType<RepairRoundDone>()];
    }

    /// <returns>The nodes that did as told.</returns>
    private static async Task<IReadOnlyList<NodeId>> SetPauseAsync(
        RunningCluster cluster, IEnumerable<NodeId> nodes, bool isPaused, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(nodes.Select(node => LabQuestions.AnswerOrNullAsync(
            node, () => cluster.AskAsync<ControlDone>(node, new RepairPause(isPaused), Patience.Long, cancellation))));
        return [.. answers.Where(answer => answer.Answer is { IsDone: true }).Select(answer => answer.Node)];
    }
}
