using System.CommandLine;

namespace DynamoLab.Driver.Cli;

/// <summary>A command whose help text has groups of options and examples.</summary>
internal sealed class LabCommand : Command
{
    public LabCommand(string name, string description, IReadOnlyList<OptionGroup> groups)
        : base(name, description)
    {
        Groups = groups;
        foreach (var option in groups.SelectMany(g => g.Options))
        {
            Options.Add(option);
        }
    }

    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Command lines without the program's name, each worth copying.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
