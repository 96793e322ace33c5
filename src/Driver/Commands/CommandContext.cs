using DynamoLab.Driver.Experiments;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary>What commands share.</summary>
/// <param name="Console">Where everything but errors is shown.</param>
/// <param name="Time">Names folders of results.</param>
/// <param name="RunExperiment">Runs checked options and gives the exit code.</param>
internal sealed record CommandContext(
    IAnsiConsole Console,
    TimeProvider Time,
    Func<ExperimentOptions, IAnsiConsole, CancellationToken, Task<int>> RunExperiment);
