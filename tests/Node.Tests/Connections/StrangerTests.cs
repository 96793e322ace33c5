using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Connections;

/// <summary>Who does not know the cluster's secret gets nothing done, whatever it says and as whom.</summary>
public sealed class StrangerTests : IAsyncLifetime
{
    private static readonly ClusterSecret Secret = Secrets.Of('s');
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    private TestNodes _nodes = null!;
    private TestWire _control = null!;
    private TestWire _peer = null!;

    /// <summary>All of them: a new one is here as soon as it exists.</summary>
    public static TheoryData<MessageKind> Kinds => [.. Enum.GetValues<MessageKind>()];

    public async ValueTask InitializeAsync()
    {
        _nodes = await TestNodes.StartAsync(1, o => o with { Secret = Secret });
        _control = await TestWire.OpenAsync(_nodes.Port, Role.Control, secret: Secret);
        _peer = await TestWire.OpenAsync(_nodes.Port, Role.Peer, "n9", 1, 1, Secret);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _peer.Dispose();
        await _nodes.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task NoHandshake_FrameOfAnyKind_IsRefusedAndChangesNothing(MessageKind kind)
    {
        var before = await StatusAsync(1);
        if (kind != MessageKind.Hello)
        {
            Assert.IsType<Refusal>(Assert.Single(await AnswersAsync(GoldenFrames.Of(kind))));
        }

        foreach (var role in Roles)
        {
            Assert.IsType<Refusal>(await LastAnswerAsync(FrameOf(HelloOf(role)), GoldenFrames.Of(kind)));
        }

        await AssertNothingChangedAsync(before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WrongHandshake_FrameOfAnyKindBehindIt_IsRefusedAndChangesNothing(MessageKind kind)
    {
        var before = await StatusAsync(1);
        foreach (var role in Roles)
        {
            var side = new CallingSide(HelloOf(role), Secrets.Of('x'), count => new byte[count]);
            using var wire = await ConnectAsync(FrameOf(side.Hello));
            var proof = side.Take((await wire.ReadAsync())!.Value.Message).Send!;

            await wire.SendBytesAsync([.. FrameOf(proof), .. GoldenFrames.Of(kind)]);

            Assert.Contains(
                "the proof does not hold", Assert.IsType<Refusal>(Assert.Single(await RestAsync(wire))).Reason);
        }

        await AssertNothingChangedAsync(before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ReplayedHandshake_FrameOfAnyKindBehindIt_IsRefusedAndChangesNothing(MessageKind kind)
    {
        foreach (var role in Roles)
        {
            var side = new CallingSide(HelloOf(role), Secret, count => new byte[count]);
            byte[] recorded = FrameOf(side.Hello);
            using (var good = await ConnectAsync(recorded))
            {
                var proof = side.Take((await good.ReadAsync())!.Value.Message).Send!;
                recorded = [.. recorded, .. FrameOf(proof)];
                await good.SendAsync(0, proof);
                Assert.IsType<Admission>((await good.ReadAsync())?.Message);
            }

            var before = await StatusAsync(1);
            var answers = await AnswersAsync([.. recorded, .. GoldenFrames.Of(kind)]);

            Assert.IsType<Challenge>(answers[0]);
            Assert.Contains("the proof does not hold", Assert.IsType<Refusal>(answers[1]).Reason);
            Assert.Equal(before, await StatusAsync(2));
        }
    }

    [Fact]
    public async Task Client_WithTheSecret_IsServed()
    {
        using var client = await TestWire.OpenAsync(_nodes.Port, Role.Client, secret: Secret);

        var written = await client.AskAsync<WriteResponse>(
            1, new WriteRequest(new Key("k"), [1], CausalContext.Empty, false, 0, 0));

        Assert.Equal(Outcome.Ok, written.Outcome);
    }

    [Fact]
    public async Task Peers_WithTheSecret_SeeEachOther_AndOneWithAnotherStaysAlone()
    {
        await using var three = await TestNodes.StartAsync(3, o => o with { Secret = Secret });

        await using var stranger = await TestNodes.StartAsync(1, o => o with
        {
            Secret = Secrets.Of('x'),
            Node = o.Node with
            {
                Id = new NodeId("stranger"),
                Seeds = [new NodeAddress("127.0.0.1", three.Port)],
            },
        });

        // It has been turned away by the time that a second attempt of its is.
        using var own = await TestWire.OpenAsync(stranger.Port, Role.Control, secret: Secrets.Of('x'));
        ulong asked = 0;
        while (CounterOf(await own.AskAsync<StatusResponse>(++asked, new StatusRequest()), "link_failures") < 2)
        {
            await Task.Delay(5);
        }

        using var control = await TestWire.OpenAsync(three.Port, Role.Control, secret: Secret);
        var members = (await control.AskAsync<StatusResponse>(1, new StatusRequest())).Members;
        Assert.Equal(["n1", "n2", "n3"], members.Select(view => view.Member.Node.Name).Order());
    }

    /// <summary>Not even the session of a peer, which a later one would take over from.</summary>
    private async Task AssertNothingChangedAsync(string before)
    {
        Assert.Equal(before, await StatusAsync(2));
        await _peer.SendAsync(0, new StatusRequest());
        Assert.Contains("no message for a Peer", Assert.IsType<Refusal>((await _peer.ReadAsync())?.Message).Reason);
    }

    private async Task<string> StatusAsync(ulong correlation)
    {
        var status = await _control.AskAsync<StatusResponse>(correlation, new StatusRequest());
        return $"{status.KeyCount} {status.HintCount} {status.IsRepairPaused} {status.RingVersion} "
            + string.Join(' ', status.Members);
    }

    private async Task<Message> LastAnswerAsync(params byte[][] frames) =>
        (await AnswersAsync([.. frames.SelectMany(frame => frame)]))[^1];

    /// <summary>All that the node says before it closes.</summary>
    private async Task<List<Message>> AnswersAsync(byte[] frames)
    {
        using var wire = await ConnectAsync(frames);
        return await RestAsync(wire);
    }

    private async Task<TestWire> ConnectAsync(byte[] frames)
    {
        var wire = await TestWire.ConnectAsync(_nodes.Port);
        await wire.SendBytesAsync([.. Preface.Bytes, .. frames]);
        return wire;
    }

    private static async Task<List<Message>> RestAsync(TestWire wire)
    {
        var answers = new List<Message>();
        while (await wire.ReadAsync() is { } frame)
        {
            answers.Add(frame.Message);
        }

        return answers;
    }

    private static Hello HelloOf(Role role) => new(role, new NodeId("n9"), ulong.MaxValue, ulong.MaxValue);

    private static byte[] FrameOf(Message message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameCodec.Write(bytes, 0, message);
        return bytes.WrittenSpan.ToArray();
    }

    private static long CounterOf(StatusResponse status, string name) =>
        status.Counters.Single(counter => counter.Name == name).Value;
}
