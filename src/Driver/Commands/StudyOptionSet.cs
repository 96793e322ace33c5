using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Studies;

namespace DynamoLab.Driver.Commands;

/// <summary>What all studies take, and how they are carried out.</summary>
internal sealed class StudyOptionSet(CommandContext context, IReadOnlyList<string> arguments, string study)
{
    private readonly Option<ulong?> _seed = CommonOptions.Seed("everything that is drawn");

    private readonly Option<string?> _outputDir = CommonOptions.OutputDirOrDefault($"study-{study}");

    public OptionGroup Group => new("Results", [_seed, _outputDir]);

    public Task<int> RunAsync(ParseResult result, IStudy asked, CancellationToken cancellation) =>
        new StudyRun(context.Console, context.Time, RunOrigin.Of(arguments, context.Time)).RunAsync(
            asked, result.GetValue(_seed), result.GetValue(_outputDir), cancellation);
}
