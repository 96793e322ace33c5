using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests;

/// <summary>What nodes of one machine talk to each other over.</summary>
public sealed class NodeHostPeerSocketsTests
{
    public NodeHostPeerSocketsTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "abstract names are Linux'");

    [Fact]
    public async Task Start_AsByDefault_NodesMeetPastTcp()
    {
        await using var nodes = await TestNodes.StartAsync(2);

        Assert.All(nodes.Ports, port => Assert.NotEqual(0, ConnectionsOf(port)));
    }

    [Fact]
    public async Task Start_Tcp_NoNodeListensOnAUnixSocket()
    {
        await using var nodes = await TestNodes.StartAsync(
            2, options => options with { PeerSockets = PeerSockets.Tcp });

        Assert.All(nodes.Ports, port => Assert.Equal(0, ConnectionsOf(port)));
    }

    [Fact]
    public async Task Start_WithTls_NoNodeListensOnAUnixSocket()
    {
        using var certificates = new Certificates();
        await using var nodes = await TestNodes.StartAsync(
            2, options => options with { Secret = Secrets.Of('s'), Tls = certificates.NodeAt("127.0.0.1") });

        Assert.All(nodes.Ports, port => Assert.Equal(0, ConnectionsOf(port)));
    }

    /// <summary>Connected sockets with the name of the port's, as proc(5) tells of them.</summary>
    private static int ConnectionsOf(int port)
    {
        const int stateColumn = 5;
        const string connected = "03";
        return File.ReadLines("/proc/net/unix")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(words => words[^1] == $"@dynamo-node/127.0.0.1:{port}" && words[stateColumn] == connected);
    }
}
