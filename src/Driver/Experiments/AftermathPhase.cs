using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Repairs;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.Driver.Workloads;
using DynamoLab.History.Metrics;
using Spectre.Console;

namespace DynamoLab.Driver.Experiments;

/// <summary>After the last operation: the cluster settles, is repaired if that was asked for, and is read.</summary>
internal sealed class AftermathPhase(
    ExperimentOptions options,
    RunningCluster cluster,
    WorkloadPlan plan,
    IAnsiConsole console,
    List<string> notes,
    NodeMeter? meter = null)
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the number of waiting hints may stay the same before nobody waits for them any longer.
    /// </summary>
    private static readonly TimeSpan HintPatience = TimeSpan.FromSeconds(5);

    public async Task<Aftermath> RunAsync(CancellationToken cancellation)
    {
        await SettleAsync(cancellation);
        var statuses = await NodeStatuses.AskAllAsync(cluster, cancellation);
        if (options.PostRepair && meter is not null)
        {
            await meter.EnterAsync(HealingPhase.Rounds, cancellation);
        }

        var repair = options.PostRepair ? await RepairAsync(cancellation) : null;
        var hints = await NodeStatuses.HintsDeliveredAsync(cluster, HintPatience, cancellation);
        if (repair is null && hints > 0)
        {
            // What only a hint holds is on no primary: reading the primaries would call it lost.
            return new Aftermath { Statuses = statuses, WhyNotChecked = $"{hints} hints wait for nodes that are away" };
        }

        var final = await FinalStates.ReadAsync(cluster, plan.Keys.Keys, options.ValueBytes, cancellation);
        return new Aftermath
        {
            Statuses = statuses,
            Repair = repair,
            Final = final with { RepairRoundsMax = options.MaxRepairRounds },
        };
    }

    /// <summary>Settles and repairs in the middle of a run, while clients wait.</summary>
    public async Task<RepairReport> MendAsync(CancellationToken cancellation)
    {
        await SettleAsync(cancellation);
        return await RepairAsync(cancellation);
    }

    private async Task SettleAsync(CancellationToken cancellation)
    {
        if (!await NodeStatuses.SettleAsync(cluster, SettlePatience, cancellation))
        {
            notes.Add($"after {SettlePatience.TotalSeconds:0} s some live nodes still do not see each other");
        }
    }

    /// <summary>
    /// Rounds, and once more if hints were delivered after them: rounds are counted while hints are held back, and
    /// what a hint brings to one replica may set it apart from the others again.
    /// </summary>
    private async Task<RepairReport> RepairAsync(CancellationToken cancellation)
    {
        var first = await RoundsAsync(options.MaxRepairRounds, cancellation);
        var waiting = await NodeStatuses.HintCountAsync(cluster, cancellation);
        if (waiting is 0)
        {
            return first;
        }

        await NodeStatuses.HintsDeliveredAsync(cluster, HintPatience, cancellation);
        var left = Math.Max(1, options.MaxRepairRounds - first.Rounds.Count);
        console.Line($"{"",10}hints were delivered after the rounds; checking once more");
        return RepairSequence.Join(first, await RoundsAsync(left, cancellation), options.MaxRepairRounds);
    }

    private Task<RepairReport> RoundsAsync(int roundsMax, CancellationToken cancellation) => RepairRounds.RunAsync(
        cluster, plan.Keys.Keys, roundsMax, plan.Streams.Repair(), Show, cancellation);

    private void Show(RoundReport round) => console.Line(
        $"{"",10}repair round {round.Round}: {Figures.Count(round.DivergedKeys)} of "
        + $"{Figures.Count(plan.Keys.Count)} keys still differ, {Figures.Count(round.StatesSent)} states sent "
        + $"in {round.Exchanges} exchanges, {round.TimedOut} timed out, "
        + $"{Figures.Seconds(round.Duration.TotalSeconds)} s");
}
