namespace DynamoLab.Replica;

/// <summary>Whom the host must hand a reply: one of its connections, and the request's number on it.</summary>
public readonly record struct ReplyTo(int Connection, ulong Correlation);
