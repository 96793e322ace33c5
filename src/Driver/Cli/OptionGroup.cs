using System.CommandLine;

namespace DynamoLab.Driver.Cli;

/// <summary>Options that stand together under one title in the help text.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
