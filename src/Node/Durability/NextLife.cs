using DynamoLab.Core.Storage;
using DynamoLab.Replica;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>The start of a node's life on a log that may hold a former one.</summary>
internal static class NextLife
{
    /// <summary>
    /// Without a proof that nothing was lost, a clean stop, the epochs of all former lives are closed: a coordinator
    /// tells its peers a dot before its own disk has it.
    /// </summary>
    /// <exception cref="DiskException">The new incarnation cannot be made durable.</exception>
    public static NodeOptions Begin(LogStore store, NodeOptions options)
    {
        var recovered = store.Recovery;
        var incarnation = Math.Max(options.Incarnation, recovered.Incarnation + 1);
        var provenSince = recovered.HasProof ? recovered.ProvenSince : incarnation;
        store.Apply(new IncarnationRecord(incarnation, provenSince));
        MakeDurable(store);
        return options with
        {
            Incarnation = incarnation,
            ProvenSince = provenSince,
            Remembered = recovered.Members,
        };
    }

    private static void MakeDurable(LogStore store)
    {
        store.Write();
        if (store.IsWritable && store.BeginSync() is { } ticket)
        {
            try
            {
                ticket.Run();
                store.EndSync(ticket, null);
            }
            catch (DiskException e)
            {
                store.EndSync(ticket, e);
            }
        }

        if (!store.IsWritable)
        {
            throw new DiskException(DiskFailure.Error, store.FailureReason);
        }
    }
}
