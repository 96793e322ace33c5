using System.CommandLine;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Recording;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary>The options of <c>put</c> and <c>delete</c>, and how their answers are shown.</summary>
internal sealed class WriteOptionSet
{
    private readonly string _fileName;
    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();
    private readonly Option<int?> _writeQuorum = DataOptions.WriteQuorum();
    private readonly Option<string?> _context;
    private readonly Option<string?> _outputDir;

    public WriteOptionSet(string fileName, string contextDescription)
    {
        _fileName = fileName;
        _context = LabOption.Text("context", "<base64>", contextDescription);
        _outputDir = CommonOptions.OutputDir(fileName);
        Group = new OptionGroup("Options", [_clusterProcs, _clusterSecretFile, _context, _writeQuorum, _outputDir]);
    }

    public OptionGroup Group { get; }

    /// <param name="write">Does it, with the context that was given, if any.</param>
    public async Task<int> RunAsync(
        CommandContext context,
        ParseResult result,
        Key key,
        Func<ClientSession, CausalContext?, ValueTask<WriteResult>> write,
        CancellationToken cancellation)
    {
        var given = result.GetValue(_context) is { } text ? ContextInput.Parse(text) : null;
        var folder = JsonAnswer.Prepare(result.GetValue(_outputDir));
        await using var client = await DataSession.OpenAsync(
            result.GetValue(_clusterProcs)!, result.GetValue(_clusterSecretFile), readQuorum: null,
            result.GetValue(_writeQuorum), cancellation);
        var written = await write(client.Session, given);
        if (!written.IsSuccess)
        {
            DataSession.RequireAnswer(written.Quorum, written.Error);
        }

        Show(context.Console, key.ToString(), written);
        JsonAnswer.Write(folder, _fileName, AnswerOf(key.ToString(), written));
        return written.IsSuccess ? ExitCode.Done : ExitCode.Broken;
    }

    private static void Show(IAnsiConsole console, string key, WriteResult written)
    {
        if (!written.IsSuccess)
        {
            var fate = written.MayBeApplied ? "it may have been applied" : "it was not applied";
            console.WriteLine($"{key}: not acknowledged: {written.Error}; {fate}");
            return;
        }

        var holders = string.Join(", ", written.AcknowledgedBy);
        console.WriteLine($"{key}: {written.Dot}, {DataOptions.Describe(written.Quorum)}: {holders}");
        console.WriteLine($"context {new ContextText().Of(written.Context)}");
    }

    private static object AnswerOf(string key, WriteResult written) => new
    {
        key,
        written.IsSuccess,
        written.Error,
        written.MayBeApplied,
        Node = written.Node.Name,
        written.Quorum,
        AcknowledgedBy = written.AcknowledgedBy.Select(node => node.Name),
        Dot = written.IsSuccess ? written.Dot.ToString() : null,
        Context = new ContextText().Of(written.Context),
    };
}
