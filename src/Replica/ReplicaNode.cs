using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;

namespace DynamoLab.Replica;

/// <summary>A Dynamo node as a pure state machine.</summary>
public sealed class ReplicaNode
{
    public ReplicaNode(NodeOptions options, IReplicaStore store, ulong seed)
    {
        Options = options;
        Store = store;
        Seed = seed;
    }

    public NodeOptions Options { get; }

    /// <summary>Hosts sleep until then, they do not poll.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    internal IReplicaStore Store { get; }

    internal ulong Seed { get; }

    /// <summary>One request, message, completion or lost link.</summary>
    public void Step(in NodeInput input, Instant now, Outbox outbox) => NextDeadline = now.PlusMs(100);

    /// <summary>Every timeout lives here.</summary>
    public void Tick(Instant now, Outbox outbox) => NextDeadline = now.PlusMs(100);

    /// <summary>What is known of a member, so that the host can reach it; null for a stranger.</summary>
    public Member? MemberOf(NodeId node) => null;
}
