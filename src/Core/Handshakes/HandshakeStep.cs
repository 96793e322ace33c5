using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Handshakes;

/// <summary>What one side of a handshake does next.</summary>
/// <param name="Send">What to say; null: nothing.</param>
/// <param name="Error">Why the handshake failed; empty as long as it has not.</param>
public readonly record struct HandshakeStep(Message? Send, string Error)
{
    /// <summary>Nothing is left to say.</summary>
    public static HandshakeStep Done { get; } = new(null, "");

    public static HandshakeStep Say(Message message) => new(message, "");

    public static HandshakeStep Fail(string error) => new(null, error);
}
