using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The answer to <see cref="Challenge"/>: a number that the caller drew, and its proof that it knows the secret.
/// </summary>
public sealed record Proof(byte[] Nonce, byte[] Mac) : Message
{
    public override MessageKind Kind => MessageKind.Proof;

    public static Proof ReadFrom(ref WireReader reader) =>
        new(reader.ReadFixed(ClusterSecret.NonceBytes), reader.ReadFixed(ClusterSecret.MacBytes));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteFixed(Nonce, ClusterSecret.NonceBytes);
        writer.WriteFixed(Mac, ClusterSecret.MacBytes);
    }
}
