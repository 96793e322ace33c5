using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace DynamoLab.Bench.Overload;

/// <summary>A cluster in memory: processes of their own, gone with this one.</summary>
internal sealed class Nodes : IDisposable
{
    private readonly List<Process> _processes = [];
    private readonly HttpClient _http = new();

    public Nodes(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var port = FreePort();
            var arguments = $"--id n{i} --port {port} --durability memory --exit_with_parent --log_file /dev/null"
                + (i == 1 ? "" : $" --join 127.0.0.1:{Ports[0]}");
            var program = Path.Combine(AppContext.BaseDirectory, "dynamo-node");
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
            };
            _processes.Add(Process.Start(start)!);
            Ports.Add(port);
        }
    }

    public List<int> Ports { get; } = [];

    public async Task WhenReadyAsync()
    {
        foreach (var port in Ports)
        {
            while (await MembersAliveAsync(port) < Ports.Count)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>The sum of a counter over all nodes.</summary>
    public async Task<long> CounterAsync(string name)
    {
        var sum = 0L;
        foreach (var port in Ports)
        {
            using var status = JsonDocument.Parse(await _http.GetStringAsync($"http://127.0.0.1:{port}/status"));
            sum += status.RootElement.GetProperty("counters").GetProperty(name).GetInt64();
        }

        return sum;
    }

    /// <summary>Of the largest process, in MiB.</summary>
    public long PeakMiB() => _processes.Max(process =>
    {
        process.Refresh();
        return process.PeakWorkingSet64 / 1048576;
    });

    public double CpuSeconds() => _processes.Sum(process =>
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    });

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }

        _http.Dispose();
    }

    private async Task<int> MembersAliveAsync(int port)
    {
        try
        {
            using var status = JsonDocument.Parse(await _http.GetStringAsync($"http://127.0.0.1:{port}/status"));
            return status.RootElement.GetProperty("members").EnumerateArray()
                .Count(member => member.GetProperty("alive").GetBoolean());
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
