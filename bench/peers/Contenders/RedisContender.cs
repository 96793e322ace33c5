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
            new RespClient(await RespConnection.OpenAsync(port), samples, waitsForReplica: true);

        public ValueTask DisposeAsync() => servers.DisposeAsync();
    }
}
