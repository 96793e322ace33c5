using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests.Connections;

public sealed class FramedConnectionTests
{
    [Fact]
    public async Task Requests_AnsweredInAnyOrder_EachGetsItsOwnAnswer()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var answers = Enumerable.Range(0, 10).Select(i => Ask(connection, $"key{i}")).ToArray();
        var requests = new List<FakeRequest>();
        for (var i = 0; i < 10; i++)
        {
            requests.Add(await node.NextAsync<GetRequest>());
        }

        requests.Reverse();
        requests.ForEach(r => r.Reply(Given.GetFailed(node, Outcome.Invalid, ((GetRequest)r.Message).Key.ToString())));

        for (var i = 0; i < 10; i++)
        {
            var answer = await answers[i];
            Assert.Equal(AnswerKind.Reply, answer.Kind);
            Assert.Equal($"key{i}", Assert.IsType<GetResponse>(answer.Message).Reason);
        }
    }

    [Fact]
    public async Task Open_ItsOwnPort_CanStillBeListenedOn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new NodeEndpoint(new NodeId("a"), "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

        // The system may have given the port of any one of them to another test's connection too.
        var canBe = false;
        for (var i = 0; i < 500 && !canBe; i++)
        {
            var opening = FramedConnection.OpenAsync(endpoint, Role.Client, CancellationToken.None);
            using (var accepted = await listener.AcceptSocketAsync())
            {
                canBe = IsFree(accepted.RemoteEndPoint);
            }

            await Assert.ThrowsAsync<NodeConnectionException>(() => opening);
        }

        Assert.True(canBe);
    }

    [Fact]
    public async Task Requests_OfManyThreads_AllAreAnswered()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = r => Given.GetFailed(node, Outcome.Invalid, ((GetRequest)r).Key.ToString());
        await using var connection = await Open(node);

        await Parallel.ForAsync(0, 2000, async (i, _) =>
        {
            var answer = await Ask(connection, $"key{i}");
            Assert.Equal($"key{i}", Assert.IsType<GetResponse>(answer.Message).Reason);
        });

        Assert.Single(node.Connections);
    }

    [Fact]
    public async Task Answer_InSingleBytes_IsReadWhole()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var pending = Ask(connection);
        var request = await node.NextAsync();

        foreach (var part in FakeConnection.Encode(request.Correlation, Given.Got(node, Given.State("a", 1, 9, 8))))
        {
            request.Connection.SendRaw([part]);
        }

        var got = Assert.IsType<GetResponse>((await pending).Message);
        Assert.Equal([9, 8], got.State.Siblings[0].Value!);
    }

    [Fact]
    public async Task Answers_LargerThanTheBuffer_AreReadWhole()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var value = new byte[Limits.ValueBytesMax];
        new DeterministicRandom(1).Shuffle<byte>(value);
        value[^1] = 77;
        node.Answer = _ => Given.Got(node, Given.State("a", 1, value));

        var answers = await Task.WhenAll(Ask(connection), Ask(connection), Ask(connection));

        Assert.All(answers, a => Assert.Equal(value, ((GetResponse)a.Message!).State.Siblings[0].Value));
    }

    [Fact]
    public async Task Requests_LargerThanTheBuffer_ArriveWhole()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var value = new byte[Limits.ValueBytesMax];
        value[^1] = 77;
        node.Answer = r => ((WriteRequest)r).Value!.AsSpan().SequenceEqual(value) ? Given.Wrote(node) : null;

        var request = new WriteRequest(Given.Key, value, CausalContext.Empty, false, 0, 0);
        var answers = await Task.WhenAll(Ask(connection, request), Ask(connection, request), Ask(connection, request));

        Assert.All(answers, a => Assert.Equal(AnswerKind.Reply, a.Kind));
    }

    [Fact]
    public async Task Answer_Malformed_FailsAllThatWasAsked()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        Task<Answer>[] pending = [Ask(connection), Ask(connection)];
        await node.NextAsync();
        var request = await node.NextAsync();

        request.Connection.SendRaw([3, 0, 0, 0, 1, (byte)MessageKind.GetResponse, 1]);

        foreach (var answer in await Task.WhenAll(pending))
        {
            AssertFailed(answer, "a frame that is malformed");
        }
    }

    [Fact]
    public async Task Answer_LongerThanAnyFrame_FailsBeforeItIsReceived()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var pending = Ask(connection);
        var request = await node.NextAsync();
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, Limits.FrameBytesMax + 1);

        request.Connection.SendRaw(length);

        AssertFailed(await pending, "a frame that is too long");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Answer_ToNoQuestion_FailsTheConnection(ulong correlation)
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var pending = Ask(connection);
        var request = await node.NextAsync();

        request.Connection.Send(correlation, Given.Got(node));

        AssertFailed(await pending, "answered a question nobody asked");
    }

    [Fact]
    public async Task Node_RefusesInMidFlight_ReasonIsTheError()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var pending = Ask(connection);
        var request = await node.NextAsync();

        request.Connection.Send(0, new Refusal("frame too long"));

        AssertFailed(await pending, "refused the connection: frame too long");
    }

    [Fact]
    public async Task Node_DiesInMidFlight_FailsAllThatWasAskedAndTakesNoMore()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        Task<Answer>[] pending = [Ask(connection), Ask(connection)];
        await node.NextAsync();
        var request = await node.NextAsync();

        request.Connection.Dispose();

        foreach (var answer in await Task.WhenAll(pending))
        {
            AssertFailed(answer, "a at 127.0.0.1");
        }

        Assert.Equal(SubmitResult.Closed, connection.TrySubmit(Begin(out _, Read("k"))));
    }

    [Fact]
    public async Task Dispose_WithRequestsUnderWay_FailsThem()
    {
        await using var node = FakeNode.Start("a");
        var connection = await Open(node);
        var pending = Ask(connection);
        await node.NextAsync();

        await connection.DisposeAsync();

        AssertFailed(await pending, "closed by this client");
    }

    [Fact]
    public async Task Requests_BeyondTheMaximum_AreNotTaken()
    {
        await using var node = FakeNode.Start("a");
        await using var connection = await Open(node);
        var request = new RingRequest();
        for (var i = 0; i < FramedConnection.RequestsInFlightMax; i++)
        {
            Assert.Equal(SubmitResult.Taken, connection.TrySubmit(Begin(out _, request)));
        }

        Assert.Equal(SubmitResult.Full, connection.TrySubmit(Begin(out _, request)));
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

    private static Task<FramedConnection> Open(FakeNode node) =>
        FramedConnection.OpenAsync(node.Endpoint, Role.Client, CancellationToken.None);

    private static GetRequest Read(string key) => new(new Key(key), 0, 0);

    private static Task<Answer> Ask(FramedConnection connection, string key = "k") => Ask(connection, Read(key));

    private static Task<Answer> Ask(FramedConnection connection, Message request)
    {
        Assert.Equal(SubmitResult.Taken, connection.TrySubmit(Begin(out var answer, request)));
        return answer.AsTask();
    }

    private static PendingRequest Begin(out ValueTask<Answer> answer, Message request)
    {
        var pending = new PendingRequest();
        answer = pending.Begin(request, TimeProvider.System, Timeout.Infinite, CancellationToken.None);
        return pending;
    }

    private static void AssertFailed(Answer answer, string error)
    {
        Assert.Equal(AnswerKind.ConnectionFailed, answer.Kind);
        Assert.True(answer.WasSent);
        Assert.Contains(error, answer.Error);
    }
}
