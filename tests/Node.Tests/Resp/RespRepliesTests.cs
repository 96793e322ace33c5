using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Resp;

namespace DynamoLab.Node.Tests.Resp;

public sealed class RespRepliesTests
{
    private static readonly QuorumCount Quorum = new(2, 2, 0);

    private readonly StringBuilder _sent = new();
    private readonly FrameOutput _output = new(new HostCounters(), static () => { });
    private readonly RespReplies _replies;

    public RespRepliesTests()
    {
        _output.Open(bytes =>
        {
            _sent.Append(Encoding.ASCII.GetString(bytes.Span));
            return default;
        });
        _replies = new RespReplies(_output);
    }

    /// <summary>A hundred gets are answered from the last to the first, and replied in their order.</summary>
    [Fact]
    public void Take_InWhateverOrder_RepliesInThatOfCommands()
    {
        var commands = Enumerable.Range(0, 100).Select(_ => Open("GET", 1)).ToArray();
        for (var i = commands.Length - 1; i >= 0; i--)
        {
            Assert.Equal("", Sent());
            _replies.Take(commands[i], 0, Found($"{i:d2}"));
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"$2\r\n{i:d2}\r\n")), Sent());
        Assert.Equal(0, _replies.HeldBytes);
    }

    [Fact]
    public void Take_OfACommandWithManyKeys_RepliesWithTheLast()
    {
        var mget = Open("MGET", 3);
        var set = Open("SET", 1);
        _replies.Take(mget, 2, Found("c"));
        _replies.Take(set, 0, Written(Outcome.Ok));
        _replies.Take(mget, 0, Found(null));
        Assert.InRange(_replies.HeldBytes, 3, 1000);
        Assert.Equal("", Sent());

        _replies.Take(mget, 1, Found("b"));

        Assert.Equal("*3\r\n$-1\r\n$1\r\nb\r\n$1\r\nc\r\n+OK\r\n", Sent());
        Assert.Equal(0, _replies.HeldBytes);
    }

    [Theory]
    [InlineData(Outcome.QuorumUnmet, "-NOREPLICAS too few; it may be applied\r\n")]
    [InlineData(Outcome.NoCoordinator, "-CLUSTERDOWN too few; it may be applied\r\n")]
    [InlineData(Outcome.Invalid, "-ERR too few; it may be applied\r\n")]
    [InlineData(Outcome.Overloaded, "-BUSY too few; it may be applied\r\n")]
    [InlineData(Outcome.StoreFailed, "-MISCONF too few; it may be applied\r\n")]
    [InlineData(Outcome.NotReady, "-LOADING too few; it may be applied\r\n")]
    public void Take_OfAFailure_RepliesWithItsCode(Outcome outcome, string reply)
    {
        var mset = Open("MSET", 2);
        _replies.Take(mset, 1, Written(outcome));
        _replies.Take(mset, 0, Written(Outcome.Ok));
        Assert.Equal(reply, Sent());
    }

    [Fact]
    public void Take_OfMoreThanAReplyMayHold_RepliesAnErrorAndHoldsNoMore()
    {
        const int Parts = (Limits.RespReplyBytesMax / Limits.ValueBytesMax) + 1;
        var longest = new string('x', Limits.ValueBytesMax);
        var (fits, over) = (Open("MGET", Parts - 1), Open("MGET", Parts));
        for (var part = 0; part < Parts; part++)
        {
            _replies.Take(over, part, Found(longest));
            Assert.InRange(_replies.HeldBytes, 0, Limits.RespReplyBytesMax + 10_000);
        }

        for (var part = 0; part < Parts - 1; part++)
        {
            _replies.Take(fits, part, Found(longest));
        }

        var sent = Sent();
        Assert.StartsWith($"*{Parts - 1}\r\n$1048576\r\nxxx", sent, StringComparison.Ordinal);
        Assert.EndsWith(
            "x\r\n-ERR the values have more than 16777216 bytes together\r\n", sent, StringComparison.Ordinal);
    }

    /// <summary>Of siblings it is the one that was written last by its coordinator's clock, also a deletion.</summary>
    [Theory]
    [InlineData(5, 4, "$3\r\nold\r\n")]
    [InlineData(5, 6, "$-1\r\n")]
    [InlineData(5, 5, "$-1\r\n")]
    public void Take_OfSiblings_RepliesTheLatest(long writtenAtUs, long deletedAtUs, string reply)
    {
        var get = Open("GET", 1);
        var state = ObjectState.Of(
            CausalContext.Empty, Sibling(1, "old", writtenAtUs), Sibling(2, null, deletedAtUs));
        _replies.Take(get, 0, new GetResponse(Outcome.Ok, default, state, Quorum, ""));
        Assert.Equal(reply, Sent());
    }

    [Fact]
    public void Release_OfADeletion_RepliesOnceAllIsDeleted()
    {
        var del = Open("DEL", 3);
        foreach (var (part, value) in new[] { (0, "a"), (1, null), (2, "c") })
        {
            _replies.Take(del, part, Found(value));
        }

        Assert.Equal([0, 2], _replies.Found(del));
        _replies.ExpectDelete(del);
        _replies.ExpectDelete(del);
        _replies.Take(del, 0, Written(Outcome.Ok));
        _replies.Release(del);
        Assert.Equal("", Sent());
        _replies.Take(del, 2, Written(Outcome.Ok));
        Assert.Equal(":2\r\n", Sent());
    }

    private static Sibling Sibling(ulong counter, string? value, long writtenAtUs) => new(
        new Dot(new Actor(new NodeId("n1"), 1), counter), value is null ? null : Encoding.ASCII.GetBytes(value),
        writtenAtUs, VersionVector.Empty);

    private static GetResponse Found(string? value) => new(
        Outcome.Ok, default,
        value is null ? ObjectState.Empty : ObjectState.Of(CausalContext.Empty, Sibling(1, value, 1)), Quorum, "");

    private static WriteResponse Written(Outcome outcome) => new(
        outcome, default, default, CausalContext.Empty, Quorum, [], outcome != Outcome.Ok, "too few");

    private ulong Open(string name, int parts) =>
        _replies.Open(RespCommand.Find(Encoding.ASCII.GetBytes(name))!, parts);

    private string Sent()
    {
        _output.Flush();
        return _sent.ToString();
    }
}
