using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks for the one-way delays the node has recorded. With Clears it begins anew after the answer.
/// </summary>
public sealed record DelaysRequest(bool Clears) : Message
{
    public override MessageKind Kind => MessageKind.DelaysRequest;

    public static DelaysRequest ReadFrom(ref WireReader reader) => new(reader.ReadBool());

    public override void WriteTo(ref WireWriter writer) => writer.WriteBool(Clears);
}
