using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers.Limit;

/// <summary>What the sockets allow: three <see cref="LimitNode"/>s, and a client as bare as they are.</summary>
internal sealed class LimitContender : IContender
{
    /// <summary>The command by which this program is a node: port, then the peers' ports.</summary>
    public const string NodeCommand = "limit-node";

    public string Name => "limit";

    public bool CanGet => false;

    public string Missing => "";

    public async Task<IRunningStore> StartAsync(string folder, Samples samples)
    {
        var first = Ports.FirstOf(3);
        int[] ports = [first, first + 1, first + 2];
        var nodes = new ServerGroup();
        foreach (var port in ports)
        {
            nodes.Start(
                Path.Combine(AppContext.BaseDirectory, "peers"),
                folder,
                [NodeCommand, .. ports.Where(p => p != port).Prepend(port).Select(p => $"{p}")]);
        }

        var client = new LimitClient(samples);
        await nodes.ReadyAsync(async () =>
        {
            foreach (var port in ports)
            {
                await client.ConnectAsync(port);
            }
        });
        return new Nodes(nodes, client);
    }

    private sealed class Nodes(ServerGroup nodes, LimitClient client) : IRunningStore
    {
        public IReadOnlyList<int> ProcessIds => nodes.ProcessIds;

        public Task<IStoreClient> ConnectAsync(int index) => Task.FromResult<IStoreClient>(client.OpenSession());

        public ValueTask DisposeAsync()
        {
            client.Close();
            return nodes.DisposeAsync();
        }
    }
}
