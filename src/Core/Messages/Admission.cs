using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The answer to a <see cref="Proof"/> that holds: which life of the node this is, and its own proof that it knows the
/// secret.
/// </summary>
public sealed record Admission(ulong Incarnation, byte[] Mac) : Message
{
    public override MessageKind Kind => MessageKind.Admission;

    public static Admission ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarint(), reader.ReadFixed(ClusterSecret.MacBytes));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Incarnation);
        writer.WriteFixed(Mac, ClusterSecret.MacBytes);
    }
}
