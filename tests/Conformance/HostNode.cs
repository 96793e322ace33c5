using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Client;

namespace DynamoLab.Conformance;

/// <summary>
/// One node process, and the directory of its data, which its next process finds again. Its life line is its standard
/// input: it leaves when that closes.
/// </summary>
internal sealed class HostNode(Host host, NodeEndpoint endpoint, string[] flags) : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("dynamolab-conformance-").FullName;
    private Process? _process;

    public NodeEndpoint Endpoint { get; } = endpoint;

    public Uri Http { get; } = new($"http://127.0.0.1:{endpoint.Port}/");

    /// <summary>
    /// Below the range from which the system draws the ports of outgoing connections: one of those could take the port
    /// before the node does, or while it is away.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_768);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <summary>Set when the process has ended by itself or was ended.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    public void Start(params IEnumerable<int> joins)
    {
        _process = Launch(Endpoint.Port, joins);
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>A second process on the same directory, on another port: its exit code and what it says.</summary>
    public async Task<(int ExitCode, string Error)> StartSecondAsync()
    {
        using var second = Launch(FreePort(), []);
        var error = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();
        return (second.ExitCode, error);
    }

    /// <summary>The disk is gone, and a new one is in its place.</summary>
    public void LoseData()
    {
        Directory.Delete(_data, recursive: true);
        Directory.CreateDirectory(_data);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async Task<int> CloseInputAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private Process Launch(int listenOn, IEnumerable<int> joins)
    {
        var start = new ProcessStartInfo(host.Path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] own =
            ["--id", Endpoint.Node.Name, "--port", $"{listenOn}", "--exit_with_parent", "--data_dir", _data, .. flags];
        foreach (var argument in own.Concat(joins.SelectMany(j => (string[])["--join", $"127.0.0.1:{j}"])))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
