using System.Net.Http.Json;
using System.Text.Json;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>Three members of etcd; gets and puts go to the leader, as JSON through its gateway.</summary>
internal sealed class EtcdContender : IContender
{
    public string Name => "etcd";

    public bool CanGet => true;

    public string Missing =>
        Commands.Exists("etcd") ? "" : "etcd is not installed; on Debian: apt-get install etcd-server";

    public async Task<IRunningStore> StartAsync(string folder, Samples samples)
    {
        var first = Ports.FirstOf(6);
        var cluster = string.Join(',', Enumerable.Range(0, 3).Select(i => $"m{i}=http://127.0.0.1:{first + 3 + i}"));
        var members = new ServerGroup();
        for (var i = 0; i < 3; i++)
        {
            members.Start(
                "etcd", Path.Combine(folder, $"m{i}"),
                "--name", $"m{i}", "--data-dir", "data",
                "--listen-client-urls", $"http://127.0.0.1:{first + i}",
                "--advertise-client-urls", $"http://127.0.0.1:{first + i}",
                "--listen-peer-urls", $"http://127.0.0.1:{first + 3 + i}",
                "--initial-advertise-peer-urls", $"http://127.0.0.1:{first + 3 + i}",
                "--initial-cluster", cluster, "--initial-cluster-state", "new", "--log-level", "error");
        }

        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 });
        int? leader = null;
        await members.ReadyAsync(() => Waiting.ForAsync(
            "etcd has a leader", async () => (leader = await LeaderAsync(http, first)) is not null));
        return new Members(members, http, new Uri($"http://127.0.0.1:{leader}"), samples);
    }

    /// <summary>The leader's port, or null while there is none.</summary>
    private static async Task<int?> LeaderAsync(HttpClient http, int first)
    {
        for (var port = first; port < first + 3; port++)
        {
            using var empty = JsonContent.Create(new { });
            using var answer = await http.PostAsync($"http://127.0.0.1:{port}/v3/maintenance/status", empty);
            var status = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var self = status.GetProperty("header").GetProperty("member_id").GetString();
            if (status.TryGetProperty("leader", out var leader) && leader.GetString() == self)
            {
                return port;
            }
        }

        return null;
    }

    private sealed class Members(ServerGroup members, HttpClient http, Uri leader, Samples samples) : IRunningStore
    {
        public IReadOnlyList<int> ProcessIds => members.ProcessIds;

        public Task<IStoreClient> ConnectAsync(int index) =>
            Task.FromResult<IStoreClient>(new Caller(http, leader, samples));

        public ValueTask DisposeAsync()
        {
            http.Dispose();
            return members.DisposeAsync();
        }
    }

    private sealed class Caller(HttpClient http, Uri leader, Samples samples) : IStoreClient
    {
        private readonly string _value = Convert.ToBase64String(samples.Value);

        public ValueTask PutAsync(int key) =>
            CallAsync("/v3/kv/put", $$"""{"key":"{{Key(key)}}","value":"{{_value}}"}""");

        public ValueTask GetAsync(int key) => CallAsync("/v3/kv/range", $$"""{"key":"{{Key(key)}}"}""");

        public ValueTask DisposeAsync() => default;

        private string Key(int key) => Convert.ToBase64String(samples.Key(key));

        private async ValueTask CallAsync(string path, string json)
        {
            using var content = new StringContent(json);
            using var answer = await http.PostAsync(new Uri(leader, path), content);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }
    }
}
