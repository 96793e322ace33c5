using System.Diagnostics;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// A node's process that this one started. It is started through <c>sh</c>, which sends what the node says outside its
/// log to a file and then becomes the node: a pipe would break when this process ends before the node does.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Attached = "out=$1; shift; exec \"$@\" >>\"$out\" 2>&1";
    private const string Detached = "trap '' HUP; out=$1; shift; exec \"$@\" </dev/null >>\"$out\" 2>&1";

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static NodeProcess Start(NodeLaunch launch) => Start(
        launch.CommandLine(), launch.OutputFile, launch.ExitsWithParent, Environment.CurrentDirectory,
        launch.Environment);

    /// <param name="commandLine">The program and its arguments.</param>
    /// <param name="outputFile">What it says on its standard streams is appended here.</param>
    /// <param name="holdsInput">Whether its standard input stays open until this process ends: its life line.</param>
    /// <param name="workingDirectory">Where its relative paths begin.</param>
    /// <param name="environment">Variables it gets besides this process's own, which stay as they are.</param>
    public static NodeProcess Start(
        IReadOnlyList<string> commandLine,
        string outputFile,
        bool holdsInput,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment.TryAdd(name, value);
        }

        foreach (var word in (string[])["-c", holdsInput ? Attached : Detached, "sh", outputFile, .. commandLine])
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)
            ?? throw new CannotRunException($"{commandLine[0]} could not be started");
        if (!holdsInput)
        {
            process.StandardInput.Close();
        }

        return new NodeProcess(process);
    }

    /// <summary>SIGKILL. No harm when it is gone already.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Lets a node that was started to leave with its parent leave now, in good order.</summary>
    public void ReleaseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The node closed its end first: it is leaving anyway.
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public void Dispose() => _process.Dispose();
}
