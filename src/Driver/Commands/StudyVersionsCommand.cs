using System.CommandLine;
using DynamoLab.Core;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Studies;
using DynamoLab.Simulation.Studies.Versions;

namespace DynamoLab.Driver.Commands;

/// <summary><c>study versions</c>: one schedule under every versioning scheme.</summary>
internal sealed class StudyVersionsCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private static readonly VersionsPlan Default = new();

    private readonly Option<int> _operations = LabOption.Int(
        "operations", "reads, writes and exchanges", Default.Operations);

    private readonly Option<int> _keys = LabOption.Int("keyspace", "number of keys", Default.Keys);
    private readonly Option<int> _nodes = LabOption.Int("nodes", "nodes that may coordinate", Default.Nodes);
    private readonly Option<int> _clients = LabOption.Int("clients", "clients, each with contexts", Default.Clients);

    private readonly Option<double> _fallbacks = LabOption.Number(
        "fallback_share", "<share>", "writes that a random fallback coordinates", Default.FallbackShare);

    private readonly Option<double> _loss = LabOption.Number(
        "loss_share", "<share>", "messages to replicas that are lost", Default.LossShare);

    private readonly Option<double> _blind = LabOption.Number(
        "blind_share", "<share>", "writes without any context", Default.BlindShare);

    private readonly Option<int> _skew = LabOption.Int(
        "skew_ms", "how far clocks are off at most; operations are 1 ms apart", Default.SkewMs);

    private readonly StudyOptionSet _common = new(context, arguments, "versions");

    public Command Build()
    {
        var command = new LabCommand(
            "versions",
            "One identical schedule under dvv, vv (pruned above 2..50 entries) and lww: siblings, clock bytes, false\n"
            + "conflicts, lost writes. Writes versions.csv and versions.html.",
            [
                new("Schedule", [_operations, _keys, _nodes, _clients, _fallbacks, _loss, _blind, _skew]),
                _common.Group,
            ])
        {
            Examples = ["study versions --seed 1", "study versions --fallback_share 0.5 --skew_ms 0 --blind_share 0"],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var plan = new VersionsPlan
        {
            Operations = result.GetValue(_operations),
            Keys = result.GetValue(_keys),
            Nodes = result.GetValue(_nodes),
            Clients = result.GetValue(_clients),
            FallbackShare = result.GetValue(_fallbacks),
            LossShare = result.GetValue(_loss),
            BlindShare = result.GetValue(_blind),
            SkewMs = result.GetValue(_skew),
        };
        Check.Require(
            Check.Within("--operations", plan.Operations, 1, 10_000_000),
            Check.Within("--keyspace", plan.Keys, 1, 100_000),
            Check.Within("--nodes", plan.Nodes, VersionsPlan.Replicas + 1, Limits.MembersMax),
            Check.Within("--clients", plan.Clients, 1, 1000),
            Share("--fallback_share", plan.FallbackShare),
            Share("--loss_share", plan.LossShare),
            Share("--blind_share", plan.BlindShare),
            Check.Within("--skew_ms", plan.SkewMs, 0, 1_000_000));
        return _common.RunAsync(result, new VersionsStudy(plan), cancellation);
    }

    private static string? Share(string option, double value) =>
        value is >= 0 and <= 1 ? null : Check.Line($"{option} {value} is outside 0..1");
}
