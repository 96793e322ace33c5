using System.CommandLine;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Commands;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node.Http;
using DynamoLab.Node.Options;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Command lines, a word per line: the options of <c>run</c>, faults among them, those of a node, and a causal context.
/// </summary>
internal static class CommandTargets
{
    private static readonly RunOrigin Origin = new(DateTimeOffset.UnixEpoch, 1, "dynamolab", ["run"]);
    private static readonly ThreadLocal<(ExperimentOptionSet Options, LabCommand Command)> Run = new(() =>
    {
        var options = new ExperimentOptionSet();
        return (options, new LabCommand("run", "", options.Groups));
    });

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("run_options", RunSamples(), ParseRun)
        {
            Words = Text.Words(
                "\n--failure_mode\n", "\n--label\n", "..", "/", "\n--rate\n", "NaN", "1e999", "-1", "\n--nodes=", "@x"),
            AllocationBase = 1024 * 1024,
            AllocationPerByte = 1024,
            Share = 4,
        },
        new("node_options", NodeSamples(), ParseNode)
        {
            Words = Text.Words("\n--host\n", "::1", "..", "/", "\n--join=", "\n--data_dir\n", "\0", "-1"),
            AllocationBase = 1024 * 1024,
            AllocationPerByte = 1024,
            Share = 10,
        },
        new("context", ContextSamples(), ParseContext) { Share = 300 },
    ];

    private static IReadOnlyList<byte[]> RunSamples() => Text.Words(
        "--nodes\n5\n--failure_mode\ncrash\n--duration\n30\n--warmup\n5\n--failure_duration\n10\n--post_repair",
        "--nodes=5\n--failure_mode=partition\n--partition_ms\n60000\n--hints\noff\n--label\na.b-c",
        "--nodes\n3\n--rate\n2000\n--quorum\nstrict\n--R\n1\n--W\n3\n--durability\nsync\n--disk_ms\n9",
        "--cluster_procs\nc.json\n--slow_ms\n100\n--failure_mode\nslow\n--seed\n18446744073709551615");

    private static IReadOnlyList<byte[]> NodeSamples() => Text.Words(
        "--id\nnode1\n--port\n60000",
        "--id\nn\n--port\n1\n--join\n127.0.0.1:60000,[::1]:1\n--N\n3\n--R\n2\n--W\n2\n--value_bytes_max\n0",
        "--id=x\n--port=65535\n--host\nlocalhost\n--data_dir\nd\n--log_file\nl\n--seed\n1\n--versioning\nlww");

    private static IReadOnlyList<byte[]> ContextSamples()
    {
        var seen = CausalContext.Empty.With(new Dot(new Actor(new NodeId("node1"), 7), 3));
        return Text.Words(ContextHeader.Format(CausalContext.Empty), ContextHeader.Format(seen));
    }

    private static Verdict ParseRun(byte[] bytes)
    {
        var (options, command) = Run.Value;
        var words = Text.Of(bytes).Split('\n');
        var parsed = command.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if ((ParseErrors.First(parsed) ?? options.Settings.Conflict(parsed)) is { } mistake)
        {
            return Judge.Rejected(mistake);
        }

        return ExperimentValidation.Errors(options.Bind(parsed, Origin)).FirstOrDefault() is { } error
            ? Judge.Rejected(error)
            : Verdict.Accepted;
    }

    private static Verdict ParseNode(byte[] bytes)
    {
        var parsed = NodeCommand.Parse(Text.Of(bytes).Split('\n'), new Instant(1));
        return parsed.ExitCode == 0 ? Verdict.Accepted : Judge.RejectedInOneLine(parsed.Text);
    }

    private static Verdict ParseContext(byte[] bytes) =>
        Judge.Of<CannotRunException>(() => ContextInput.Parse(Text.Of(bytes)));
}
