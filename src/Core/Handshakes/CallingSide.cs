using System.Security.Cryptography;
using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Handshakes;

/// <summary>
/// The side of a handshake that opened the connection, a client or another node: says <see cref="Hello"/> and, with a
/// secret, proves that it knows it and has the node prove the same. Never trusts a node that does not.
/// </summary>
/// <param name="hello">Who calls.</param>
/// <param name="secret">The cluster's; null where it has none.</param>
/// <param name="random">Draws so many bytes that nobody can foretell; asked only where there is a secret.</param>
public sealed class CallingSide(Hello hello, ClusterSecret? secret, Func<int, byte[]> random)
{
    private Challenge? _challenge;
    private byte[] _nonce = [];

    /// <summary>What is to be said first.</summary>
    public Hello Hello { get; } = hello;

    /// <summary>Which node it is; null until it is certain.</summary>
    public Welcome? Welcome { get; private set; }

    /// <summary>Takes what the node has said.</summary>
    public HandshakeStep Take(Message message)
    {
        switch (message)
        {
            case Welcome welcome:
                return secret is null
                    ? Accept(welcome)
                    : HandshakeStep.Fail("does not ask for the cluster's secret, so it is no node of the cluster");
            case Challenge when secret is null:
                return HandshakeStep.Fail("asks for the cluster's secret, and none was given");
            case Challenge challenge when _challenge is null:
                _challenge = challenge;
                _nonce = random(ClusterSecret.NonceBytes);
                return HandshakeStep.Say(new Proof(_nonce, secret.CallerMac(Hello, challenge, _nonce)));
            case Admission admission when _challenge is not null:
                return Check(admission, _challenge);
            case Refusal refusal:
                return HandshakeStep.Fail($"refused the connection: {refusal.Reason}");
            default:
                return HandshakeStep.Fail($"sent {message.Kind} where a welcome was due");
        }
    }

    private HandshakeStep Check(Admission admission, Challenge challenge)
    {
        var expected = secret!.NodeMac(Hello, challenge, _nonce, admission.Incarnation);
        return CryptographicOperations.FixedTimeEquals(admission.Mac, expected)
            ? Accept(new Welcome(challenge.Node, admission.Incarnation))
            : HandshakeStep.Fail("does not know the cluster's secret");
    }

    private HandshakeStep Accept(Welcome welcome)
    {
        Welcome = welcome;
        return HandshakeStep.Done;
    }
}
