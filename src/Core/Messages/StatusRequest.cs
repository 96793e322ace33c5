using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks a node how it is.
/// </summary>
public sealed record StatusRequest : Message
{
    public override MessageKind Kind => MessageKind.StatusRequest;

    public static StatusRequest ReadFrom(ref WireReader reader) => new();

    public override void WriteTo(ref WireWriter writer)
    {
    }
}
