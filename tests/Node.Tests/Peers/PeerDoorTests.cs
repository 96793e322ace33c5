using System.Buffers;
using System.Collections.Concurrent;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Peers;

/// <summary>Nodes whose messages come in by the door, and what else may be said there.</summary>
public sealed class PeerDoorTests
{
    private readonly ConcurrentDictionary<NodeAddress, PeerDoor> _doors = [];
    private readonly Guid _name = Guid.NewGuid();

    [Theory]
    [InlineData('-')]
    [InlineData('s')]
    public async Task Put_BetweenDoors_IsReadAtAnother(char secret)
    {
        await using var nodes = await StartAsync(3, secret);
        var shared = SecretOf(secret);
        using var writer = await TestWire.OpenAsync(nodes.Ports[0], Role.Client, secret: shared);
        using var reader = await TestWire.OpenAsync(nodes.Ports[2], Role.Client, secret: shared);

        var written = await writer.AskAsync<WriteResponse>(
            1, new WriteRequest(new Key("k"), [7], CausalContext.Empty, false, 3, 0));
        var read = await reader.AskAsync<GetResponse>(2, new GetRequest(new Key("k"), 0, 0));

        Assert.Equal((Outcome.Ok, Outcome.Ok), (written.Outcome, read.Outcome));
        Assert.Equal([7], read.State.Siblings[0].Value!);
    }

    [Fact]
    public async Task Status_OfANode_SaysWhatItsHostIs()
    {
        await using var nodes = await StartAsync(1, '-');
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Control);

        var status = await wire.AskAsync<StatusResponse>(1, new StatusRequest());

        Assert.EndsWith(" host=doors", status.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_BeforeTheHandshakeHasEnded_IsRefused()
    {
        await using var nodes = await StartAsync(1, 's');
        var door = _doors.Values.Single();

        Assert.IsType<Challenge>(door.Greet(_name, HelloOf("n9", 1)));
        Assert.Equal("no such connection is open", await door.TakeAsync(_name, FrameOf(new Ping(1))));
        var refusal = Assert.IsType<Refusal>(door.Greet(_name, new Proof(new byte[32], new byte[32])));
        Assert.Contains("the proof does not hold", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Peer, "n1")]
    [InlineData(Role.Client, "n9")]
    [InlineData(Role.Control, "n9")]
    public async Task Greet_OfNoPeer_IsRefused(Role role, string sender)
    {
        await using var nodes = await StartAsync(1, '-');

        var answer = _doors.Values.Single().Greet(_name, new Hello(role, new NodeId(sender), 1, 1));

        Assert.Equal($"'{sender}' is no peer of n1", Assert.IsType<Refusal>(answer).Reason);
    }

    [Fact]
    public async Task Take_WhatNoPeerMaySay_EndsTheConnection()
    {
        await using var nodes = await StartAsync(1, '-');
        var door = _doors.Values.Single();
        Assert.IsType<Welcome>(door.Greet(_name, HelloOf("n9", 1)));

        Assert.Equal("", await door.TakeAsync(_name, FrameOf(new Ping(1))));
        Assert.Equal("what came is no frame of a peer", await door.TakeAsync(_name, FrameOf(new StatusRequest())));
        Assert.Equal("what came is no frame of a peer", await door.TakeAsync(_name, new byte[] { 1, 2, 3 }));
    }

    [Fact]
    public async Task Take_AfterALaterConnection_SaysWhoHasTakenOver()
    {
        await using var nodes = await StartAsync(1, '-');
        var door = _doors.Values.Single();
        door.Greet(_name, HelloOf("n9", 1));
        door.Greet(Guid.NewGuid(), HelloOf("n9", 2));

        Assert.Equal("a later connection has taken over", await door.TakeAsync(_name, FrameOf(new Ping(1))));
    }

    private static Hello HelloOf(string sender, ulong session) => new(Role.Peer, new NodeId(sender), 1, session);

    private static byte[] FrameOf(Message message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameCodec.Write(bytes, 0, message);
        return bytes.WrittenSpan.ToArray();
    }

    private static Core.Handshakes.ClusterSecret? SecretOf(char letter) => letter == '-' ? null : Secrets.Of(letter);

    private Task<TestNodes> StartAsync(int count, char secret) => TestNodes.StartAsync(
        count,
        options => options with { Secret = SecretOf(secret) },
        (options, _) => new DoorNetwork(_doors, options.Node.Address));
}
