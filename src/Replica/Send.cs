using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>A message to a member.</summary>
public readonly record struct Send(NodeId Peer, Message Message);
