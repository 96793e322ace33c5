namespace DynamoLab.Replica.Tests.Lab;

/// <summary>The kinds of <see cref="TestEvent"/>.</summary>
internal enum TestEventKind
{
    /// <summary>A message arrived.</summary>
    Delivered,

    /// <summary>A message waits, because its link is cut.</summary>
    Held,

    /// <summary>A message was lost: its link loses, or its receiver is down.</summary>
    Lost,

    /// <summary>Records became durable.</summary>
    Persisted,

    /// <summary>A request was answered.</summary>
    Replied,
}
