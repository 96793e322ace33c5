using System.Security.Cryptography;
using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Handshakes;

/// <summary>
/// The side of a handshake that was called, a node. With a secret it answers <see cref="Hello"/> by a challenge, and
/// believes nothing of what it was told until the proof has come.
/// </summary>
/// <param name="node">Which node this is.</param>
/// <param name="incarnation">And which of its lives.</param>
/// <param name="secret">The cluster's; null where it has none.</param>
/// <param name="random">Draws so many bytes that nobody can foretell; asked only where there is a secret.</param>
public sealed class AnsweringSide(NodeId node, ulong incarnation, ClusterSecret? secret, Func<int, byte[]> random)
{
    private Hello? _hello;
    private Challenge? _challenge;

    /// <summary>Who calls; null until it is certain.</summary>
    public Hello? Caller { get; private set; }

    /// <summary>
    /// Takes what the caller has said. With <see cref="Caller"/> set, what is to be said is the welcome.
    /// </summary>
    public HandshakeStep Take(Message message)
    {
        switch (message)
        {
            case Hello hello when _hello is null:
                _hello = hello;
                return secret is null
                    ? Accept(hello, new Welcome(node, incarnation))
                    : HandshakeStep.Say(_challenge = new Challenge(node, random(ClusterSecret.NonceBytes)));
            case Proof proof when _hello is not null && _challenge is not null && secret is not null:
                return CryptographicOperations.FixedTimeEquals(
                    proof.Mac, secret.CallerMac(_hello, _challenge, proof.Nonce))
                    ? Accept(_hello, new Admission(
                        incarnation, secret.NodeMac(_hello, _challenge, proof.Nonce, incarnation)))
                    : HandshakeStep.Fail("the proof does not hold: another secret, or another connection's proof");
            default:
                return HandshakeStep.Fail(_hello is null
                    ? "the first frame is no Hello"
                    : "this cluster has a secret, and no proof of it came after the Hello");
        }
    }

    private HandshakeStep Accept(Hello hello, Message welcome)
    {
        Caller = hello;
        return HandshakeStep.Say(welcome);
    }
}
