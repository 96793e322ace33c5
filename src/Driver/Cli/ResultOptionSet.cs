using System.CommandLine;
using DynamoLab.Driver.Commands;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli;

/// <summary>Where a run leaves its results, what it is called, and what decides its draws.</summary>
/// <param name="defaultLabel">Of what the label is made unless it is given, in words.</param>
internal sealed class ResultOptionSet(string defaultLabel)
{
    public Option<string?> OutputDir { get; } = LabOption.Text(
        "output_dir", "<folder>", "where results go (default results/<timestamp>_<label>)");

    public Option<string?> Label { get; } = LabOption.Text(
        "label", "<name>", $"names the run (default: {defaultLabel})");

    public Option<ulong?> Seed { get; } = CommonOptions.Seed("everything the driver draws");

    /// <summary>
    /// A run with nothing but these. What is drawn, timed or taken from the surroundings comes in as
    /// <paramref name="origin"/>.
    /// </summary>
    public ExperimentOptions Bind(ParseResult result, RunOrigin origin, string labelUnlessGiven)
    {
        var label = result.GetValue(Label) ?? labelUnlessGiven;
        var seed = result.GetValue(Seed) ?? origin.DrawnSeed;
        return new ExperimentOptions
        {
            OutputDir = result.GetValue(OutputDir) ?? origin.FolderOf(label),
            Label = label,
            Seed = seed,
            RepeatCommand = RepeatCommand.Of(origin, result.IsGiven(Seed) ? null : seed),
        };
    }
}
