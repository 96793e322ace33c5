using System.CommandLine;
using DynamoLab.Client;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Recording;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary><c>get KEY</c>: the siblings of a key and the context to hand back.</summary>
internal sealed class GetCommand(CommandContext context)
{
    private const string FileName = "get.json";

    private readonly Argument<string> _key = new("KEY") { Description = "the key, as text" };
    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();
    private readonly Option<int?> _readQuorum = DataOptions.ReadQuorum();
    private readonly Option<string?> _outputDir = CommonOptions.OutputDir(FileName);

    public Command Build()
    {
        var command = new LabCommand(
            "get",
            "Reads a key: every sibling with its dot, and the causal context that covers them all.\n"
            + "Exit code 1 when the quorum was not met.",
            [new("Options", [_clusterProcs, _clusterSecretFile, _readQuorum, _outputDir])])
        {
            Examples = ["get cart", "get cart --R 3"],
        };
        command.Arguments.Add(_key);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var key = DataSession.KeyOf(result.GetRequiredValue(_key));
        var folder = JsonAnswer.Prepare(result.GetValue(_outputDir));
        await using var client = await DataSession.OpenAsync(
            result.GetValue(_clusterProcs)!, result.GetValue(_clusterSecretFile), result.GetValue(_readQuorum),
            writeQuorum: null, cancellation);
        var read = await client.Session.GetAsync(key, cancellation);
        if (!read.IsSuccess)
        {
            DataSession.RequireAnswer(read.Quorum, read.Error);
            context.Console.WriteLine($"{key}: not read: {read.Error}");
        }
        else
        {
            Show(key.ToString(), read);
        }

        JsonAnswer.Write(folder, FileName, AnswerOf(key.ToString(), read));
        return read.IsSuccess ? ExitCode.Done : ExitCode.Broken;
    }

    private void Show(string key, GetResult read)
    {
        var siblings = read.State.Siblings.ToArray();
        var count = siblings.Length switch
        {
            0 => "no value",
            1 => read.State.IsTombstone ? "deleted" : "1 version",
            _ => $"{siblings.Length} siblings",
        };
        context.Console.WriteLine($"{key}: {count}, {DataOptions.Describe(read.Quorum)}, served by {read.Node}");
        foreach (var sibling in siblings)
        {
            context.Console.WriteLine($"  {sibling.Dot}  {ValueText.Of(sibling.Value)}");
        }

        context.Console.WriteLine($"context {new ContextText().Of(read.State.Context)}");
    }

    private static object AnswerOf(string key, GetResult read) => new
    {
        key,
        read.IsSuccess,
        read.Error,
        Node = read.Node.Name,
        read.Quorum,
        Context = new ContextText().Of(read.State.Context),
        Siblings = read.State.Siblings.ToArray().Select(s => new { Dot = s.Dot.ToString(), s.IsTombstone, s.Value }),
    };
}
