using DynamoLab.Core.Messages;

namespace DynamoLab.Repair;

/// <summary>
/// What the initiator of an exchange wants done: messages to its peer, in order, and states to merge here.
/// </summary>
public sealed record ExchangeStep(IReadOnlyList<Message> Send, IReadOnlyList<KeyState> Merge)
{
    public static readonly ExchangeStep Nothing = new([], []);
}
