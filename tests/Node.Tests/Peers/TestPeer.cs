using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Tests.Peers;

/// <summary>The listening side of a peer link, played by a test.</summary>
internal sealed class TestPeer : IDisposable
{
    public const ulong Incarnation = 40;

    private readonly TestWire _wire;

    private TestPeer(TestWire wire, Hello hello) => (_wire, Hello) = (wire, hello);

    public Hello Hello { get; }

    public static async Task<TestPeer> GreetAsync(Socket socket, NodeId name)
    {
        var wire = new TestWire(socket);
        await wire.ReadPrefaceAsync();
        var hello = Assert.IsType<Hello>((await wire.ReadAsync())?.Message);
        await wire.SendAsync(0, new Welcome(name, Incarnation));
        return new TestPeer(wire, hello);
    }

    public async Task<Message?> ReadAsync() => (await _wire.ReadAsync())?.Message;

    /// <summary>The number in the next message.</summary>
    public async Task<ulong> PingAsync() => Assert.IsType<GossipDigest>(await ReadAsync()).MembersHash;

    public void Dispose() => _wire.Dispose();
}
