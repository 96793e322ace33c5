using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Gate;

namespace DynamoLab.Node.Tests.Gate;

public sealed class NetworkGateTests
{
    private static readonly GateLink A = GateLink.OfPeer(new NodeId("a"));
    private static readonly GateLink B = GateLink.OfPeer(new NodeId("b"));
    private static readonly GateLink Client1 = GateLink.OfClient(1);

    private readonly NetworkGate<string> _gate = new(LinkDirection.Out, seed: 1);
    private readonly List<string> _delivered = [];

    [Fact]
    public void Check_NoRule_Passes()
    {
        Assert.False(_gate.IsActive);
        Assert.Equal(GateVerdict.Pass, _gate.Check(A, "x", 1, At(0)));
        Assert.Equal(Instant.Never, _gate.NextDue);
    }

    [Fact]
    public void Check_RuleOfAnotherPeer_Passes()
    {
        Rules(new NetworkRule("b", LinkDirection.Both, 10, 0));

        Assert.Equal(GateVerdict.Pass, _gate.Check(A, "x", 1, At(0)));
        Assert.Equal(GateVerdict.Pass, _gate.Check(Client1, "x", 1, At(0)));
        Assert.Equal(GateVerdict.Held, _gate.Check(B, "x", 1, At(0)));
    }

    [Fact]
    public void Check_RuleOfTheOtherDirection_Passes()
    {
        Rules(new NetworkRule("*", LinkDirection.In, 10, 0));

        Assert.Equal(GateVerdict.Pass, _gate.Check(A, "x", 1, At(0)));
    }

    [Fact]
    public void Check_UngatedLink_PassesEvenTheRuleForAll()
    {
        Rules(new NetworkRule("*", LinkDirection.Both, 10, 0));

        Assert.Equal(GateVerdict.Pass, _gate.Check(GateLink.Ungated, "x", 1, At(0)));
    }

    [Fact]
    public void Check_ClientRule_HoldsClientsOnly()
    {
        Rules(new NetworkRule("client", LinkDirection.Out, 10, 0));

        Assert.Equal(GateVerdict.Held, _gate.Check(Client1, "x", 1, At(0)));
        Assert.Equal(GateVerdict.Pass, _gate.Check(A, "x", 1, At(0)));
    }

    [Fact]
    public void Check_StrangerAtAnAddress_IsHeldByTheRuleForAllOnly()
    {
        var stranger = GateLink.OfPeer(default);
        Rules(new NetworkRule("a", LinkDirection.Out, 10, 0));
        Assert.Equal(GateVerdict.Pass, _gate.Check(stranger, "x", 1, At(0)));

        Rules(new NetworkRule("*", LinkDirection.Out, 10, 0));
        Assert.Equal(GateVerdict.Held, _gate.Check(stranger, "x", 1, At(0)));
    }

    [Fact]
    public void Release_BeforeAndAtTheDelay_HandsOnOnlyWhatIsDue()
    {
        Rules(new NetworkRule("*", LinkDirection.Out, 10, 0));
        Hold(A, "1", 0);
        Hold(A, "2", 4);
        Hold(B, "3", 2);

        Assert.Equal(At(10), _gate.NextDue);
        Release(9);
        Assert.Empty(_delivered);
        Release(10);
        Assert.Equal(["1"], _delivered);
        Assert.Equal(At(12), _gate.NextDue);
        Release(100);
        Assert.Equal(["1", "3", "2"], _delivered);
        Assert.Equal((0, 0L), (_gate.WaitingCount, _gate.WaitingBytes));
        Assert.True(_gate.IsActive);
    }

    [Fact]
    public void Release_JitterLargerThanTheGaps_KeepsTheOrder()
    {
        Rules(new NetworkRule("a", LinkDirection.Out, 100, 90));
        for (var i = 0; i < 50; i++)
        {
            Hold(A, $"{i}", i);
        }

        Release(1000);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), _delivered);
    }

    [Fact]
    public void Replace_MessagesWait_HandsAllOnInOrderAtOnce()
    {
        Rules(new NetworkRule("*", LinkDirection.Both, 60_000, 0));
        Hold(A, "a1", 0);
        Hold(B, "b1", 1);
        Hold(A, "a2", 2);
        Hold(B, "b2", 3);

        Rules();

        Assert.Equal(["a1", "a2", "b1", "b2"], _delivered);
        Assert.False(_gate.IsActive);
        Assert.Equal(GateVerdict.Pass, _gate.Check(A, "a3", 1, At(4)));
    }

    [Fact]
    public void Replace_ByOtherRules_HandsOnWhatWaitedAndHoldsWhatComes()
    {
        Rules(new NetworkRule("a", LinkDirection.Out, 1000, 0));
        Hold(A, "1", 0);

        Rules(new NetworkRule("a", LinkDirection.Out, 5, 0));
        Assert.Equal(["1"], _delivered);
        Hold(A, "2", 1);
        Assert.Equal(At(6), _gate.NextDue);
    }

    [Fact]
    public void Check_SeveralRulesMatch_TheLongestHolds()
    {
        Rules(new NetworkRule("*", LinkDirection.Out, 5, 0), new NetworkRule("a", LinkDirection.Out, 50, 0));

        Hold(A, "1", 0);

        Assert.Equal(At(50), _gate.NextDue);
    }

    [Fact]
    public void Check_TooManyBytes_DropsAndCounts()
    {
        const int half = (int)(NetworkGate<string>.WaitingBytesMax / 2);
        Rules(new NetworkRule("*", LinkDirection.Out, 5, 0));

        Assert.Equal(GateVerdict.Held, _gate.Check(A, "1", half, At(0)));
        Assert.Equal(GateVerdict.Held, _gate.Check(A, "2", half, At(0)));
        Assert.Equal(GateVerdict.Dropped, _gate.Check(B, "3", 1, At(0)));
        Release(10);
        Assert.Equal(["1", "2"], _delivered);
        Assert.Equal(1, _gate.DroppedCount);
    }

    [Fact]
    public void Check_TooManyMessages_DropsAndCounts()
    {
        Rules(new NetworkRule("*", LinkDirection.Out, 5, 0));
        for (var i = 0; i < NetworkGate<string>.WaitingMax; i++)
        {
            Assert.Equal(GateVerdict.Held, _gate.Check(A, "x", 0, At(0)));
        }

        Assert.Equal(GateVerdict.Dropped, _gate.Check(A, "x", 0, At(0)));
        Assert.Equal(1, _gate.DroppedCount);
    }

    /// <summary>
    /// The law of the gate: whatever the rules do, each link's messages come out in order, each once.
    /// </summary>
    [Fact]
    public void Gate_RulesComeAndGoAtRandom_KeepsEveryLinksOrder()
    {
        var random = new DeterministicRandom(5);
        GateLink[] links = [A, B, Client1, GateLink.OfClient(2)];
        var sent = links.Select(_ => new List<string>()).ToArray();
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(100) == 0)
            {
                var delay = random.Next(30);
                Rules([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomRule(random, delay))]);
            }

            var link = random.Next(links.Length);
            var message = $"{link}:{sent[link].Count}";
            sent[link].Add(message);
            if (_gate.Check(links[link], message, 1, At(step)) == GateVerdict.Pass)
            {
                _delivered.Add(message);
            }

            Release(step);
        }

        Rules();
        for (var link = 0; link < links.Length; link++)
        {
            Assert.Equal(sent[link], _delivered.Where(message => message[0] == (char)('0' + link)));
        }
    }

    private static NetworkRule RandomRule(DeterministicRandom random, int delay)
    {
        string[] peers = ["a", "b", "client", "*"];
        return new NetworkRule(peers[random.Next(4)], (LinkDirection)(1 + random.Next(3)), delay, random.Next(10));
    }

    private static Instant At(int ms) => Instant.Zero.PlusMs(ms);

    private void Hold(GateLink link, string message, int ms) =>
        Assert.Equal(GateVerdict.Held, _gate.Check(link, message, 1, At(ms)));

    private void Release(int ms) => _gate.Release(At(ms), _delivered.Add);

    private void Rules(params NetworkRule[] rules)
    {
        Assert.Equal("", NetworkRules.TryOf(rules, out var accepted));
        _gate.Replace(accepted, _delivered.Add);
    }
}
