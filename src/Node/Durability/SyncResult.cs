using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>How an fsync ended: with an error, or null.</summary>
internal sealed record SyncResult(SyncTicket Ticket, DiskException? Error);
