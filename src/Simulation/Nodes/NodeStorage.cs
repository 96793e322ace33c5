using DynamoLab.Core.Storage;
using DynamoLab.Storage;

namespace DynamoLab.Simulation.Nodes;

/// <summary>What a node keeps, through its lives.</summary>
internal sealed class NodeStorage
{
    public IReplicaStore Store { get; private set; } = new MemoryStore();

    /// <summary>The last record that somebody waits for.</summary>
    public long WantedSequence { get; set; }

    /// <summary>Whether a sync is under way.</summary>
    public bool IsSyncing { get; set; }

    /// <summary>A new life: memory is empty again.</summary>
    public IReplicaStore Open()
    {
        (WantedSequence, IsSyncing) = (0, false);
        Store = new MemoryStore();
        return Store;
    }
}
