using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks for the ring, to route by token.
/// </summary>
public sealed record RingRequest : Message
{
    public override MessageKind Kind => MessageKind.RingRequest;

    public static RingRequest ReadFrom(ref WireReader reader) => new();

    public override void WriteTo(ref WireWriter writer)
    {
    }
}
