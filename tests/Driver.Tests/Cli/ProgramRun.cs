using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Commands;
using DynamoLab.Driver.Experiments;
using Spectre.Console;

namespace DynamoLab.Driver.Tests.Cli;

/// <summary>One call of the program, with the experiment replaced by a note of what was asked for.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error, ExperimentOptions? Experiment)
{
    public static Task<ProgramRun> OfAsync(params string[] arguments) => OfAsync(CancellationToken.None, arguments);

    public static Task<ProgramRun> OfAsync(CancellationToken cancellation, params string[] arguments) =>
        OfAsync(_ => 0, cancellation, arguments);

    /// <param name="run">Stands in for every experiment, and gives its exit code.</param>
    public static async Task<ProgramRun> OfAsync(
        Func<ExperimentOptions, int> run, CancellationToken cancellation, params string[] arguments)
    {
        ExperimentOptions? experiment = null;
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var context = new CommandContext(console, TimeProvider.System, (options, _, token) =>
        {
            token.ThrowIfCancellationRequested();
            experiment = options;
            return Task.FromResult(run(options));
        });
        var exitCode = await new CommandLine(context, output, error).RunAsync(arguments, cancellation);
        return new ProgramRun(exitCode, output.ToString(), error.ToString(), experiment);
    }

    /// <summary>A <c>run</c> that would spawn a cluster, with everything it needs but a real node.</summary>
    public static async Task<ProgramRun> OfRunAsync(params string[] arguments)
    {
        using var scratch = new ScratchFolder();
        var node = scratch.File("dynamo-node", "");
        return await OfAsync(
            ["run", "--nodes", "5", "--node_binary", node, "--output_dir", scratch.PathOf("out"), .. arguments]);
    }
}
