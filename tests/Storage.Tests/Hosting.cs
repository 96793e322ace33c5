using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage.Tests;

/// <summary>What a host does with its store, on one thread.</summary>
internal static class Hosting
{
    /// <summary>One write of all that was applied and the sync that is due; the disk may refuse both.</summary>
    public static void WriteAndSync(this LogStore store)
    {
        store.Write();
        if (store.BeginSync() is not { } ticket)
        {
            return;
        }

        try
        {
            ticket.Run();
        }
        catch (DiskException error)
        {
            store.EndSync(ticket, error);
            return;
        }

        store.EndSync(ticket, null);
    }
}
