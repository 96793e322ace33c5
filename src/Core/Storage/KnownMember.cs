namespace DynamoLab.Core.Storage;

/// <summary>Where a member of the cluster was last known to live.</summary>
/// <param name="Node">The member.</param>
/// <param name="Host">Its host, a name or an address.</param>
/// <param name="Port">Its TCP port, 0 to 65535.</param>
/// <param name="Incarnation">The incarnation it was known in.</param>
public sealed record KnownMember(NodeId Node, string Host, int Port, ulong Incarnation);
