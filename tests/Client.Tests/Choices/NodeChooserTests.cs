using DynamoLab.Client.Choices;
using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;

namespace DynamoLab.Client.Tests.Choices;

public sealed class NodeChooserTests
{
    private const int Count = 5;

    private readonly ManualTime _time = new();
    private readonly ClientNode[] _nodes;

    public NodeChooserTests() => _nodes = [.. Enumerable.Range(0, Count).Select(i =>
        new ClientNode(i, new NodeEndpoint(new NodeId($"n{i}"), "127.0.0.1", 1), [], new NodeHealth(_time, 1000)))];

    [Fact]
    public void Random_DrawsAllNodesAboutEquallyOften()
    {
        var chooser = Chooser(new AnyNode());

        var counts = Enumerable.Range(0, 5000).CountBy(_ => chooser.Choose([]).Node.Index).ToDictionary();

        Assert.Equal(Count, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, 900, 1100));
    }

    [Fact]
    public void Random_OfTheSameSeed_DrawsTheSame()
    {
        Assert.Equal(Draws(1), Draws(1));
        Assert.NotEqual(Draws(1), Draws(2));

        int[] Draws(ulong seed)
        {
            var chooser = Chooser(new AnyNode(), seed);
            return [.. Enumerable.Range(0, 50).Select(_ => chooser.Choose([]).Node.Index)];
        }
    }

    [Fact]
    public void Random_WithNodesAvoided_DrawsTheOthersEquallyOften()
    {
        Fail(1, 3);
        var chooser = Chooser(new AnyNode());

        var counts = Enumerable.Range(0, 3000).CountBy(_ => chooser.Choose([]).Node.Index).ToDictionary();

        Assert.Equal([0, 2, 4], counts.Keys.Order());
        Assert.All(counts.Values, c => Assert.InRange(c, 900, 1100));
    }

    [Fact]
    public void Retries_GoToNodesNotTriedYet_ThenToAllAgain()
    {
        var chooser = Chooser(new AnyNode());
        var tried = new List<int>();
        for (var i = 0; i < Count * 2; i++)
        {
            tried.Add(chooser.Choose([.. tried]).Node.Index);
        }

        Assert.Equal([0, 1, 2, 3, 4], tried[..Count].Order());
        Assert.Equal([0, 1, 2, 3, 4], tried[Count..].Order());
    }

    [Fact]
    public void Retry_PrefersANodeThatAnswersToAnAvoidedOneNotTriedYet()
    {
        Fail(0, 1, 2, 3);

        Assert.Equal(4, Chooser(new OwnNode(0, Count)).Choose([4, 4]).Node.Index);
    }

    [Fact]
    public void Sticky_OwnNodeAvoided_StaysWithOneSubstituteAndReturns()
    {
        var chooser = Chooser(new OwnNode(2, Count));
        Assert.Equal(2, chooser.Choose([]).Node.Index);

        Fail(2);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(3, chooser.Choose([]).Node.Index));

        _time.Advance(1000);
        var probe = chooser.Choose([]);
        Assert.Equal((2, true), (probe.Node.Index, probe.IsProbe));
        Assert.Equal(3, chooser.Choose([]).Node.Index);

        _nodes[2].Health.Learn(AnswerKind.Reply, _time.GetTimestamp(), isProbe: true);
        var settled = chooser.Choose([]);
        Assert.Equal((2, false), (settled.Node.Index, settled.IsProbe));
    }

    [Fact]
    public void AllAvoided_ChoosesAsIfNoneWere_AndProbesNothing()
    {
        Fail(0, 1, 2, 3, 4);

        var choice = Chooser(new OwnNode(2, Count)).Choose([]);

        Assert.Equal((2, false), (choice.Node.Index, choice.IsProbe));
    }

    private NodeChooser Chooser(Preference preference, ulong seed = 1) =>
        new(_nodes, preference, new DeterministicRandom(seed));

    private void Fail(params int[] nodes)
    {
        foreach (var node in nodes)
        {
            _nodes[node].Health.Learn(AnswerKind.TimedOut, _time.GetTimestamp(), isProbe: false);
        }
    }
}
