using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Storage;

namespace DynamoLab.Replica.Tests;

/// <summary>Writes that would harm the key are refused by the coordinator, and change nothing.</summary>
public sealed class RefusedWriteTests
{
    private static readonly Key Apple = new("apple");

    private readonly ReplicaNode _node = new(
        new NodeOptions
        {
            Id = new NodeId("n1"),
            Address = new NodeAddress("127.0.0.1", 1),
            Incarnation = 1,
            Ring = new(ReplicationFactor: 1),
            ReadQuorum = 1,
            WriteQuorum = 1,
        },
        new MemoryStore(),
        seed: 1);

    private readonly Outbox _outbox = new();
    private ulong _correlation;

    [Fact]
    public void Write_WhoseContextCoversItsOwnDot_IsRefused()
    {
        var first = Put([1], CausalContext.Empty);
        var forged = CausalContext.Of(VersionVector.Of(new VersionEntry(first.Dot.Actor, first.Dot.Counter + 1)));

        var refused = Put([2], forged);

        Assert.Equal(Outcome.Invalid, refused.Outcome);
        Assert.Contains("never made", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Ok, Put([3], first.Context).Outcome);
    }

    [Fact]
    public void Write_BlindBeyondTheBytesOfSiblings_IsRefusedUntilAContextCoversThem()
    {
        var value = new byte[Limits.ValueBytesMax];
        for (var i = 0; i < Limits.SiblingBytesMax / Limits.ValueBytesMax; i++)
        {
            Assert.Equal(Outcome.Ok, Put(value, CausalContext.Empty).Outcome);
        }

        var refused = Put(value, CausalContext.Empty);
        Assert.Equal(Outcome.Invalid, refused.Outcome);
        Assert.Contains($"{Limits.SiblingBytesMax}", refused.Reason, StringComparison.Ordinal);

        var read = Ask<GetResponse>(new GetRequest(Apple, 0, 0));
        Assert.Equal(Outcome.Ok, Put(value, read.State.Context).Outcome);
    }

    private WriteResponse Put(byte[] value, CausalContext context) =>
        Ask<WriteResponse>(new WriteRequest(Apple, value, context, CoversHeld: false, 0, 0));

    private T Ask<T>(Message request)
        where T : Message
    {
        _outbox.Clear();
        _node.Step(NodeInput.Request(new ReplyTo(1, ++_correlation), request), new Instant(1_000_000), _outbox);
        if (_outbox.PersistThrough > 0)
        {
            _node.Step(NodeInput.Durable(_outbox.PersistThrough), new Instant(1_000_000), _outbox);
        }

        return Assert.IsType<T>(Assert.Single(_outbox.Replies).Response);
    }
}
