using System.Runtime.InteropServices;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Commands;
using DynamoLab.Driver.Experiments;
using Spectre.Console;

using var interrupt = new CancellationTokenSource();

// The first signal asks everything to end in order, nodes included; a second one ends this process at once, and
// nodes that belong to it leave when they notice.
void OnSignal(PosixSignalContext signal)
{
    if (!interrupt.IsCancellationRequested)
    {
        signal.Cancel = true;
        interrupt.Cancel();
    }
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
using var onHangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);

var console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    // There is no terminal whose width could be asked for, and 80 columns would break the tables.
    console.Profile.Width = 160;
}

var context = new CommandContext(console, TimeProvider.System, ExperimentRunner.RunAsync);
return await new CommandLine(context, Console.Out, Console.Error).RunAsync(args, interrupt.Token);
