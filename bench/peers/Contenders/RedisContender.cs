using System.Text;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>
/// A Redis primary with two replicas, nothing on disk. Each put is a SET and a WAIT 1 behind it in one packet, so it
/// is acknowledged by two of three, as with W=2; gets ask the primary.
/// </summary>
internal sealed class RedisContender : IContender
{
    public string Name => "redis + WAIT 1";

    public bool CanGet => true;

    public string Missing => Commands.Exists("redis-server")
        ? ""
        : "redis-server is not installed; on Debian: apt-get install redis-server";

    public async Task<IRunningStore> StartAsync(string folder, Samples samples)
    {
        var first = Ports.FirstOf(3);
        var servers = new ServerGroup();
        Start(servers, folder, first);
        Start(servers, folder, first + 1, "--replicaof", $"127.0.0.1 {first}");
        Start(servers, folder, first + 2, "--replicaof", $"127.0.0.1 {first}");
        await servers.ReadyAsync(() =>
            Waiting.ForAsync("redis has two replicas", () => AnswersAsync(first, "WAIT 2 100\r\n", ":2")));
        return new Servers(servers, first, samples);
    }

    private static void Start(ServerGroup servers, string folder, int port, params string[] more) => servers.Start(
        "redis-server",
        Path.Combine(folder, $"{port}"),
        ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. more]);

    private static async Task<bool> AnswersAsync(int port, string command, string expected)
    {
        await using var connection = await RespConnection.OpenAsync(port);
        return await connection.AskAsync(Encoding.ASCII.GetBytes(command), 1) == expected;
    }

    private sealed class Servers(ServerGroup servers, int port, Samples samples) : IRunningStore
    {
        public IReadOnlyList<int> ProcessIds => servers.ProcessIds;

        public async Task<IStoreClient> ConnectAsync(int index) =>
            new Caller(await RespConnection.OpenAsync(port), samples);

        public ValueTask DisposeAsync() => servers.DisposeAsync();
    }

    private sealed class Caller(RespConnection connection, Samples samples) : IStoreClient
    {
        private static readonly byte[] WaitOne = RespConnection.Command("WAIT"u8, "1"u8, "1000"u8);

        public async ValueTask PutAsync(int key)
        {
            byte[] commands = [.. RespConnection.Command("SET"u8, samples.Key(key), samples.Value), .. WaitOne];
            var acknowledged = await connection.AskAsync(commands, 2);
            if (acknowledged is ":0" or [not ':', ..])
            {
                throw new IOException($"WAIT 1 answered {acknowledged}");
            }
        }

        public async ValueTask GetAsync(int key)
        {
            var answer = await connection.AskAsync(RespConnection.Command("GET"u8, samples.Key(key)), 1);
            if (answer is ['-', ..])
            {
                throw new IOException($"GET answered {answer}");
            }
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
