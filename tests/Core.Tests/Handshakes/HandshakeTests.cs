using System.Text;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Tests.Wire;

namespace DynamoLab.Core.Tests.Handshakes;

public sealed class HandshakeTests
{
    private static readonly ClusterSecret Secret = SecretOf(
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private static readonly ClusterSecret Another = SecretOf(new string('x', ClusterSecret.LengthMin));
    private static readonly Hello Peer = new(Role.Peer, Samples.Node2, 1_700_000_000_000_000, 3);
    private static readonly Welcome Node = new(Samples.Node1, 1_700_000_000_000_001);

    private static readonly Dictionary<string, Hello> Altered = new()
    {
        ["role"] = Peer with { Role = Role.Control },
        ["sender"] = Peer with { Sender = new NodeId("node3") },
        ["incarnation"] = Peer with { Incarnation = Peer.Incarnation + 1 },
        ["session"] = Peer with { Session = Peer.Session + 1 },
    };

    public static TheoryData<MessageKind> Kinds => [.. Enum.GetValues<MessageKind>()];

    public static TheoryData<string> OtherHellos => [.. Altered.Keys];

    [Fact]
    public void Plain_NoSecretOnEitherSide_IsHelloAndWelcome()
    {
        var (caller, node) = (Calling(null), Answering(null));

        var welcome = node.Take(caller.Hello).Send!;
        caller.Take(welcome);

        Assert.Equal((Peer, Node), (node.Caller, caller.Welcome));
        Assert.IsType<Welcome>(welcome);
    }

    [Fact]
    public void Secret_OnBothSides_BothAreCertain()
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));

        var challenge = node.Take(caller.Hello).Send!;
        Assert.Null(node.Caller);
        var proof = caller.Take(challenge).Send!;
        Assert.Null(caller.Welcome);
        var admission = node.Take(proof).Send!;
        Assert.Equal(HandshakeStep.Done, caller.Take(admission));

        Assert.Equal((Peer, Node), (node.Caller, caller.Welcome));
    }

    [Fact]
    public void Proofs_OfTheDocumentedExample_AreTheDocumentedOnes()
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));
        var proof = (Proof)caller.Take(node.Take(caller.Hello).Send!).Send!;
        var admission = (Admission)node.Take(proof).Send!;

        var doc = SourceTree.Read("docs/protocol.md");
        Assert.Contains($"caller  {Convert.ToHexStringLower(proof.Mac)}", doc);
        Assert.Contains($"node    {Convert.ToHexStringLower(admission.Mac)}", doc);
        Assert.Contains($"token   {Secret.HttpToken}", doc);
    }

    [Fact]
    public void Proof_OfAnotherSecret_IsRefused()
    {
        var (caller, node) = (Calling(Another), Answering(Secret));

        AssertRefused(node, caller.Take(node.Take(caller.Hello).Send!).Send!);
    }

    [Fact]
    public void Proof_OfAnotherConnection_IsRefused()
    {
        var (caller, first) = (Calling(Secret), Answering(Secret));
        var proof = caller.Take(first.Take(caller.Hello).Send!).Send!;

        var second = Answering(Secret, Samples.Bytes(100));
        second.Take(caller.Hello);

        AssertRefused(second, proof);
    }

    /// <summary>Who answers for a node that was called under another name passes on what was meant for that.</summary>
    [Fact]
    public void Proof_MeantForAnotherNode_IsRefused()
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));
        var challenge = (Challenge)node.Take(caller.Hello).Send!;

        AssertRefused(node, caller.Take(challenge with { Node = Samples.Node2 }).Send!);
    }

    [Theory]
    [MemberData(nameof(OtherHellos))]
    public void Proof_BehindAnotherHello_IsRefused(string changed)
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));

        AssertRefused(node, caller.Take(node.Take(Altered[changed]).Send!).Send!);
    }

    [Fact]
    public void Proof_ThatTheNodeItselfMade_IsRefused()
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));
        var proof = (Proof)caller.Take(node.Take(caller.Hello).Send!).Send!;
        var admission = (Admission)node.Take(proof).Send!;

        var mirror = Answering(Secret);
        mirror.Take(caller.Hello);

        AssertRefused(mirror, proof with { Mac = admission.Mac });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Proof_WithOneBitChanged_IsRefused(int at)
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));
        var proof = (Proof)caller.Take(node.Take(caller.Hello).Send!).Send!;
        proof.Mac[at] ^= 1;

        AssertRefused(node, proof);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Node_AnyOtherKind_IsRefused(MessageKind kind)
    {
        var message = Samples.All.First(s => s.Message.Kind == kind).Message;
        if (kind != MessageKind.Hello)
        {
            AssertRefused(Answering(null), message);
            AssertRefused(Answering(Secret), message);
        }

        var greeted = Answering(Secret);
        greeted.Take(Peer);
        AssertRefused(greeted, message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Caller_AnyOtherKind_IsNoNode(MessageKind kind)
    {
        var message = Samples.All.First(s => s.Message.Kind == kind).Message;
        if (kind != MessageKind.Challenge)
        {
            AssertFailed(Calling(Secret), message);
        }

        var challenged = Calling(Secret);
        challenged.Take(new Challenge(Node.Node, Samples.Bytes(1)));
        AssertFailed(challenged, message);
    }

    [Fact]
    public void Admission_OfAnotherSecretLifeOrConnection_IsNotTrusted()
    {
        var (caller, node) = (Calling(Secret), Answering(Secret));
        var challenge = node.Take(caller.Hello).Send!;
        var proof = (Proof)caller.Take(challenge).Send!;
        var admission = (Admission)node.Take(proof).Send!;
        var other = new CallingSide(Peer, Secret, _ => Samples.Bytes(100));
        other.Take(challenge);

        AssertFailed(caller, admission with { Mac = proof.Mac });
        AssertFailed(caller, admission with { Incarnation = admission.Incarnation + 1 });
        AssertFailed(other, admission);
    }

    [Fact]
    public void Caller_NodeThatAsksForASecretItWasNotGiven_SaysSo() => Assert.Equal(
        "asks for the cluster's secret, and none was given",
        Calling(null).Take(Answering(Secret).Take(Peer).Send!).Error);

    private static CallingSide Calling(ClusterSecret? secret) => new(Peer, secret, _ => Samples.Bytes(2));

    private static AnsweringSide Answering(ClusterSecret? secret, byte[]? nonce = null) =>
        new(Node.Node, Node.Incarnation, secret, _ => nonce ?? Samples.Bytes(1));

    private static void AssertRefused(AnsweringSide node, Message message)
    {
        var step = node.Take(message);
        Assert.NotEmpty(step.Error);
        Assert.Equal((null, null), (step.Send, node.Caller));
    }

    private static void AssertFailed(CallingSide caller, Message message)
    {
        var step = caller.Take(message);
        Assert.NotEmpty(step.Error);
        Assert.Equal((null, null), (step.Send, caller.Welcome));
    }

    private static ClusterSecret SecretOf(string text)
    {
        Assert.True(ClusterSecret.TryParse(Encoding.ASCII.GetBytes(text), out var secret));
        return secret;
    }
}
