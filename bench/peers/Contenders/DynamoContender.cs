using System.Reflection;
using System.Text;
using DynamoLab.Bench.Peers.Processes;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Cluster;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Versions;

namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>
/// Three nodes with N=3, R=W=2, started by the driver, and the project's own client or, by RESP, that of Redis.
/// </summary>
internal sealed class DynamoContender(string durability, bool byResp = false) : IContender
{
    public static readonly string DriverPath = typeof(DynamoContender).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DriverPath").Value!;

    public string Name => $"dynamolab {durability}{(byResp ? ", RESP" : "")}";

    public bool CanGet => true;

    public string Missing => "";

    public async Task<IRunningStore> StartAsync(string folder, Samples samples)
    {
        var procs = Path.Combine(folder, "cluster_procs.json");
        await Commands.RunAsync(
            DriverPath, "cluster", "start", "--nodes", "3", "--durability", durability, "--seed", "1",
            "--base_port", $"{Ports.FirstOf(3)}", "--cluster_procs", procs, "--output_dir", folder);
        return ClusterFile.TryParse(await File.ReadAllTextAsync(procs), out var file, out var error)
            ? new Cluster(procs, file, samples, byResp)
            : throw new InvalidOperationException($"{procs}: {error}");
    }

    private sealed class Cluster : IRunningStore
    {
        private readonly string _procs;
        private readonly Samples _samples;
        private readonly DynamoClient _client;

        // What was learnt when each key was last written or read here: a put covers what came before it.
        private readonly CausalContext[] _contexts;

        private readonly IReadOnlyList<NodeEndpoint> _nodes;
        private readonly bool _byResp;

        public Cluster(string procs, ClusterFile file, Samples samples, bool byResp)
        {
            (_procs, _samples, _byResp) = (procs, samples, byResp);
            _contexts = new CausalContext[samples.Count];
            Array.Fill(_contexts, CausalContext.Empty);
            ProcessIds = [.. file.Entries.Select(entry => entry.ProcessId)];
            _nodes = [.. file.Entries.Select(EndpointOf)];
            _client = new DynamoClient(new ClientOptions { Nodes = _nodes, Routing = Routing.TokenAware });
        }

        public IReadOnlyList<int> ProcessIds { get; }

        private static NodeEndpoint EndpointOf(ClusterEntry entry) => new(entry.Node, entry.Host, entry.Port)
        {
            Secret = ClusterSecret.TryParse(File.ReadAllBytes(entry.SecretFile!), out var secret) ? secret : null,
        };

        public async Task<IStoreClient> ConnectAsync(int index)
        {
            if (!_byResp)
            {
                return new Session(this, _client.OpenSession(index));
            }

            var node = _nodes[index % _nodes.Count];
            var connection = await RespConnection.OpenAsync(node.Port);
            var token = Encoding.ASCII.GetBytes(node.Secret!.HttpToken);
            var answer = await connection.AskAsync(RespConnection.Command("AUTH"u8, token), 1);
            return answer == "+OK"
                ? new RespClient(connection, _samples, waitsForReplica: false)
                : throw new IOException($"AUTH was answered {answer}");
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisposeAsync();
            await Commands.RunAsync(DriverPath, "cluster", "stop", "--cluster_procs", _procs);
        }

        private sealed class Session(Cluster cluster, ClientSession session) : IStoreClient
        {
            public async ValueTask PutAsync(int key)
            {
                var samples = cluster._samples;
                var put = await session.PutAsync(new Key(samples.Key(key)), samples.Value, cluster._contexts[key]);
                cluster._contexts[key] = put.IsSuccess ? put.Context : throw new IOException(put.Error);
            }

            public async ValueTask GetAsync(int key)
            {
                var get = await session.GetAsync(new Key(cluster._samples.Key(key)));
                if (!get.IsSuccess)
                {
                    throw new IOException(get.Error);
                }
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
