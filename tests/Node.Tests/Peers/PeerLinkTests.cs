using System.Net;
using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Peers;

public sealed class PeerLinkTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _delivered = new(0);
    private readonly NodeInbox _inbox = new();
    private readonly PeerLink _link;

    public PeerLinkTests()
    {
        _listener.Start();
        _inbox.Deliver = () => _delivered.Release();
        _link = NewLink();
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _listener.Dispose();
        _delivered.Dispose();
    }

    [Fact]
    public async Task Flush_FirstMessages_OpensTheConnectionAndKeepsTheirOrder()
    {
        Send(1);
        Send(2);
        using var peer = await AcceptAsync();
        Send(3);

        ulong[] received = [await peer.PingAsync(), await peer.PingAsync(), await peer.PingAsync()];
        Assert.Equal<ulong>([1, 2, 3], received);
    }

    [Fact]
    public async Task Connect_ItsOwnPort_CanStillBeListenedOn()
    {
        // The system may have given the port of any one of them to another test's connection too.
        var canBe = false;
        for (var i = 0; i < 500 && !canBe; i++)
        {
            await using var link = NewLink();
            Assert.True(link.TryAppend(new GossipDigest(1)));
            link.Flush();
            using var accepted = await _listener.AcceptSocketAsync();
            canBe = IsFree(accepted.RemoteEndPoint);
        }

        Assert.True(canBe);
    }

    [Fact]
    public async Task Hello_OfALaterConnection_HasAHigherSession()
    {
        Send(1);
        var first = await AcceptAsync();
        Assert.Equal(
            (Role.Peer, new NodeId("me"), 7UL), (first.Hello.Role, first.Hello.Sender, first.Hello.Incarnation));
        first.Dispose();
        Assert.Equal(new NodeId("you"), await LinkDownAsync());

        Send(2);
        using var second = await AcceptAsync();

        Assert.True(second.Hello.Session > first.Hello.Session);
        Assert.Equal(2UL, await second.PingAsync());
    }

    [Fact]
    public async Task Flush_NobodyListens_TellsTheNodeEachTime()
    {
        _listener.Stop();

        Send(1);
        Assert.Equal(new NodeId("you"), await LinkDownAsync());
        Send(2);
        Assert.Equal(new NodeId("you"), await LinkDownAsync());
        Assert.False(_inbox.TryTake(out _));
    }

    [Fact]
    public async Task Welcome_OfAnotherNode_GetsNoMessage()
    {
        Send(1);
        using var peer = await AcceptAsync("somebody-else");

        Assert.Null(await peer.ReadAsync());
        Assert.Equal(new NodeId("you"), await LinkDownAsync());
    }

    [Fact]
    public async Task IsOlderThan_WelcomedIncarnation_ComparesToTheMembers()
    {
        Assert.False(_link.IsOlderThan(Member(1)));
        Send(1);
        using var peer = await AcceptAsync();
        await peer.PingAsync();

        Assert.False(_link.IsOlderThan(Member(TestPeer.Incarnation)));
        Assert.True(_link.IsOlderThan(Member(TestPeer.Incarnation + 1)));
    }

    [Fact]
    public async Task Retire_WhileConnected_ClosesWithoutAWord()
    {
        Send(1);
        using var peer = await AcceptAsync();
        await peer.PingAsync();

        _link.Retire();

        Assert.Null(await peer.ReadAsync());
        Assert.False(_inbox.TryTake(out _));
    }

    private static Member Member(ulong incarnation) =>
        new(new NodeId("you"), "127.0.0.1", 1, incarnation, MemberStatus.Joined);

    private async Task<TestPeer> AcceptAsync(string name = "you") =>
        await TestPeer.GreetAsync(await _listener.AcceptSocketAsync(), new NodeId(name));

    private async Task<NodeId> LinkDownAsync()
    {
        await _delivered.WaitAsync();
        Assert.True(_inbox.TryTake(out var arrived));
        Assert.Equal(NodeEventKind.LinkDown, arrived.Kind);
        return arrived.Peer;
    }

    private static bool IsFree(EndPoint? end)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, ((IPEndPoint)end!).Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private PeerLink NewLink()
    {
        var endpoint = (IPEndPoint)_listener.LocalEndpoint;
        var log = new NodeLog(TextWriter.Null, TimeProvider.System);
        var me = new NodeOptions { Id = new NodeId("me"), Address = new NodeAddress("127.0.0.1", 1), Incarnation = 7 };
        var network = new PortNetwork(new HostOptions { Node = me, Seed = 1 }, reactor: null);
        var setup = new PeerLinkSetup(
            me.Id, me.Incarnation, null, network, _inbox, new HostCounters(), log, TimeProvider.System);
        var link = new PeerLink(setup, new NodeAddress("127.0.0.1", endpoint.Port));
        link.Expect(new NodeId("you"));
        return link;
    }

    private void Send(ulong number)
    {
        Assert.True(_link.TryAppend(new GossipDigest(number)));
        _link.Flush();
    }
}
