using DynamoLab.Core.Storage;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>A node with its store and what a host keeps for it.</summary>
internal sealed class TestNode
{
    public TestNode(NodeOptions options, TestStore store, ulong seed)
    {
        (Options, Store) = (options, store);
        Machine = new ReplicaNode(options, Store, seed);
    }

    public NodeOptions Options { get; }

    public TestStore Store { get; }

    public ReplicaNode Machine { get; }

    public Outbox Outbox { get; } = new();

    public bool IsUp { get; set; } = true;

    /// <summary>A slow store makes nothing durable until told to.</summary>
    public bool IsStoreSlow { get; set; }

    /// <summary>What a slow store has still to make durable; 0: nothing.</summary>
    public long PersistThrough { get; set; }

    public IEnumerable<HintId> Hints => Store.Hints();
}
