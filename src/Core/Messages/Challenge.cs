using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The answer to <see cref="Hello"/> of a node whose cluster has a secret: which node this is, and a number that it
/// drew for this connection.
/// </summary>
public sealed record Challenge(NodeId Node, byte[] Nonce) : Message
{
    public override MessageKind Kind => MessageKind.Challenge;

    public static Challenge ReadFrom(ref WireReader reader) =>
        new(reader.ReadNode(), reader.ReadFixed(ClusterSecret.NonceBytes));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteFixed(Nonce, ClusterSecret.NonceBytes);
    }
}
