using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>The response to a request.</summary>
public readonly record struct Reply(ReplyTo To, Message Response);
