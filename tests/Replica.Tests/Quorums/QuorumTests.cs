using DynamoLab.Core;
using DynamoLab.Replica.Quorums;

namespace DynamoLab.Replica.Tests.Quorums;

public sealed class QuorumTests
{
    private static readonly NodeId A = new("a");
    private static readonly NodeId B = new("b");
    private static readonly NodeId C = new("c");
    private static readonly NodeId D = new("d");

    [Fact]
    public void Answer_OfTheSameNodeTwice_CountsOnce()
    {
        var quorum = Asking(needed: 2, A, B, C);

        Assert.True(quorum.Answer(A));
        Assert.False(quorum.Answer(A));

        Assert.Equal(1, quorum.Got);
        Assert.False(quorum.IsMet);
    }

    [Fact]
    public void Answer_OfSomebodyNotAsked_DoesNotCount()
    {
        var quorum = Asking(needed: 1, A);

        Assert.False(quorum.Answer(B));

        Assert.Equal(0, quorum.Got);
    }

    [Fact]
    public void Answer_OfPrimaryAndItsStandIn_FillsOnePart()
    {
        var quorum = Asking(needed: 2, A, B);
        quorum.Fail(A);
        quorum.Add(A, D, Instant.Zero);

        quorum.Answer(D);
        quorum.Answer(A);

        Assert.Equal(1, quorum.Got);
        Assert.Equal([A, D], quorum.AnsweredBy());
        Assert.Equal(1, quorum.ToCount().FromFallbacks);
    }

    [Fact]
    public void Answer_OfOneGivenUp_CountsLate()
    {
        var quorum = Asking(needed: 1, A);
        Assert.Equal(A, quorum.Fail(A));

        Assert.True(quorum.Answer(A));

        Assert.True(quorum.IsMet);
    }

    [Fact]
    public void Fail_PartStillWaitedForFromAnother_IsNotOpen()
    {
        var quorum = Asking(needed: 1, A);
        quorum.Add(A, D, Instant.Zero);

        Assert.Equal(default, quorum.Fail(A));
        Assert.Equal(A, quorum.Fail(D));
        Assert.Equal(default, quorum.Fail(D));
    }

    [Fact]
    public void IsHopeless_TooFewPartsLeft_IsTrueBeforeEverybodyHasSpoken()
    {
        var quorum = Asking(needed: 3, A, B, C);
        Assert.False(quorum.IsHopeless);

        quorum.Fail(B);

        Assert.True(quorum.IsHopeless);
        Assert.True(quorum.IsWaiting);
    }

    [Fact]
    public void IsHopeless_TwoWaitingForOnePart_CountThemOnce()
    {
        var quorum = Asking(needed: 2, A);
        quorum.Add(A, D, Instant.Zero);

        Assert.True(quorum.IsHopeless);
    }

    [Fact]
    public void LateSince_AskedLaterOrNever_IsNotLate()
    {
        var quorum = new Quorum(2);
        quorum.Add(A, A, Instant.Never);
        quorum.Add(B, B, new Instant(10));
        quorum.Add(C, C, new Instant(20));

        Assert.Equal([B], quorum.LateSince(new Instant(15)));
        Assert.Equal(new Instant(10), quorum.WaitingSince);
        quorum.Answer(B);
        quorum.Answer(C);
        Assert.Equal(Instant.Never, quorum.WaitingSince);
    }

    /// <summary>Against sets of parts: how many are filled, and how many can still be.</summary>
    [Fact]
    public void Quorum_AnyCourse_CountsDistinctParts() => Law.Holds(script =>
    {
        NodeId[] primaries = [A, B, C];
        NodeId[] nodes = [A, B, C, D, new("e"), new("f")];
        var quorum = new Quorum(1 + script.Next(3));
        var asked = new Dictionary<NodeId, (NodeId Primary, AskStatus Status)>();
        while (script.Count > 0)
        {
            var node = nodes[script.Next(nodes.Length)];
            switch (script.Next(3))
            {
                case 0 when !quorum.HasAsked(node):
                    var primary = primaries.Contains(node) ? node : primaries[script.Next(3)];
                    quorum.Add(primary, node, Instant.Zero);
                    asked[node] = (primary, AskStatus.Waiting);
                    break;
                case 1 when quorum.Answer(node):
                    asked[node] = (asked[node].Primary, AskStatus.Answered);
                    break;
                case 2:
                    quorum.Fail(node);
                    if (asked.TryGetValue(node, out var ask) && ask.Status == AskStatus.Waiting)
                    {
                        asked[node] = (ask.Primary, AskStatus.Failed);
                    }

                    break;
            }

            var filled = Parts(asked, AskStatus.Answered);
            var possible = filled.Union(Parts(asked, AskStatus.Waiting)).Count();
            Assert.Equal(filled.Count, quorum.Got);
            Assert.Equal(possible < quorum.Needed, quorum.IsHopeless);
            Assert.Equal(asked.Values.Any(a => a.Status == AskStatus.Waiting), quorum.IsWaiting);
        }
    });

    private static HashSet<NodeId> Parts(
        Dictionary<NodeId, (NodeId Primary, AskStatus Status)> asked, AskStatus status) =>
        [.. asked.Values.Where(a => a.Status == status).Select(a => a.Primary)];

    private static Quorum Asking(int needed, params ReadOnlySpan<NodeId> primaries)
    {
        var quorum = new Quorum(needed);
        foreach (var primary in primaries)
        {
            quorum.Add(primary, primary, Instant.Zero);
        }

        return quorum;
    }
}
