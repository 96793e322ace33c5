using System.CommandLine;
using System.CommandLine.Help;
using DynamoLab.Client;
using DynamoLab.Driver.Commands;
using DynamoLab.Report;

namespace DynamoLab.Driver.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
/// <param name="output">Where help goes.</param>
/// <param name="error">Where errors go, each as a line that begins with <c>error:</c>.</param>
internal sealed class CommandLine(CommandContext context, TextWriter output, TextWriter error)
{
    /// <summary>Short options are single here (<c>-h</c>), and no file of arguments is read in.</summary>
    private static readonly ParserConfiguration Parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var result = Build(arguments).Parse(arguments, Parsing);
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return result.Action is not HelpAction && ParseErrors.First(result) is { } mistake
                ? Fail(mistake)
                : await result.InvokeAsync(invocation, cancellation);
        }
        catch (Exception e) when (e is CannotRunException or NodeConnectionException or ReportException)
        {
            return Fail(e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail("interrupted");
        }
        catch (Exception e)
        {
            // A mistake of this program: its author needs the whole of it.
            error.WriteLine($"error: unexpected: {e}");
            return ExitCode.CannotRun;
        }
    }

    internal RootCommand Build(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("A laboratory for Dynamo-style stores: clusters, workloads, faults, verdicts.")
        {
            new RunCommand(context, arguments).Build("run"),
            new RunCommand(context, arguments).Build("experiment"),
            new TortureCommand(context, arguments).Build(),
            new Command("cluster", "Starts, stops and shows clusters that go on by themselves.")
            {
                new ClusterStartCommand(context, arguments).Build(),
                new ClusterStopCommand(context).Build(),
                new ClusterStatusCommand(context).Build(),
                new ClusterTokenCommand(context).Build(),
            },
            new MatrixCommand(context, arguments).Build(),
            new RepairCommand(context, arguments).Build(),
            new SimulateCommand(context, arguments).Build(),
            new Command("study", "Asks one question of the code that serves: a table, a CSV and a page.")
            {
                new StudyConvergenceCommand(context, arguments).Build(),
                new StudyRingCommand(context, arguments).Build(),
                new StudyVersionsCommand(context, arguments).Build(),
            },
            new ReportCommand(context, arguments).Build(),
            new PbsCommand(context, arguments).Build(),
            new BundleCommand(context).Build(),
            new RerunCommand(context, arguments).Build(),
            new GetCommand(context).Build(),
            new PutCommand(context).Build(),
            new DeleteCommand(context).Build(),
        };
        root.Options.OfType<HelpOption>().Single().Action = new HelpAction();
        return root;
    }

    /// <summary>What could steer a terminal is left out of whatever the message quotes.</summary>
    private int Fail(string message)
    {
        error.WriteLine($"error: {string.Concat(message.Select(c => char.IsControl(c) ? '?' : c))}");
        return ExitCode.CannotRun;
    }
}
