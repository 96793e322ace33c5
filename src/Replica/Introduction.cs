using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>A message to an address whose node is not known yet.</summary>
public readonly record struct Introduction(NodeAddress Address, Message Message);
