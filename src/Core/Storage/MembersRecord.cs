namespace DynamoLab.Core.Storage;

/// <summary>
/// The members the node knows, each record in place of the one before: what gossip needs to find the cluster again.
/// </summary>
/// <param name="Members">At most <see cref="Limits.MembersMax"/>.</param>
public sealed record MembersRecord(IReadOnlyList<KnownMember> Members) : StoreRecord;
