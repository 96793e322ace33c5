using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests;

/// <summary>What a node does with messages that no healthy peer sends, and other things no scenario shows.</summary>
public sealed class ReplicaNodeTests
{
    private static readonly Key Walnut = new("walnut"); // of n1, n2 and n3
    private readonly TestCluster _cluster = new(seed: 1);
    private readonly List<TestEvent> _events = [];

    public ReplicaNodeTests()
    {
        for (var i = 1; i <= 5; i++)
        {
            _cluster.Add(ScenarioOptions.Quiet(new NodeId($"n{i}")));
        }

        _cluster.IntroduceAll();
        _cluster.Observer = _events.Add;
    }

    private ulong RingVersion => _cluster["n1"].Machine.Ring.Version;

    [Fact]
    public void Step_MessagesThatMakeNoSense_ChangeNothing()
    {
        foreach (var message in Nonsense())
        {
            Tell("n1", "n2", message);
            Tell("n1", "stranger", message);
            Tell("n1", "n1", message);
        }

        _cluster.RunMs(20_000);

        Assert.Equal(0, _cluster["n1"].Store.KeyCount);
        Assert.Empty(_cluster["n1"].Hints);
        Assert.Equal(5, _cluster["n1"].Machine.Ring.Members.Length);
    }

    [Fact]
    public void Step_StrangersState_IsNotTaken()
    {
        Tell("n1", "stranger", new ReplicateRequest(1, RingVersion, ReplicationCause.Write, default, Walnut, State()));

        Assert.Equal(0, _cluster["n1"].Store.KeyCount);
    }

    [Fact]
    public void Step_StateForNoPrimary_IsRefused()
    {
        Tell("n4", "n1", new ReplicateRequest(1, RingVersion, ReplicationCause.Write, default, Walnut, State()));
        Tell("n4", "n1",
            new ReplicateRequest(2, RingVersion, ReplicationCause.Write, new NodeId("n5"), Walnut, State()));
        Tell("n4", "n1",
            new ReplicateRequest(3, RingVersion, ReplicationCause.Write, new NodeId("x"), Walnut, State()));
        Tell("n4", "n1", new ExchangePush(1, [new KeyState(Walnut, State())], []));
        _cluster.Settle();

        Assert.Equal(0, _cluster["n4"].Store.KeyCount);
        Assert.Equal(3, _events.Count(e => e.What is ReplicateReply { Outcome: ReplicaOutcome.RingMismatch }));
    }

    /// <summary>The initiator matches pulls with pushes by their order.</summary>
    [Fact]
    public void Step_PushOfWishesAfterOneThatIsNotDurable_IsAnsweredAfterIt()
    {
        _cluster["n2"].IsStoreSlow = true;
        Tell("n2", "n1", new ExchangePush(1, [new KeyState(Walnut, State())], []));
        Tell("n2", "n1", new ExchangePush(2, [], [Walnut]));
        _cluster.Settle();
        Assert.Empty(_events);

        _cluster.MakeDurable(_cluster["n2"]);
        _cluster.Settle();

        Assert.Equal([1UL, 2UL], _events.Select(e => e.What).OfType<ExchangePull>().Select(p => p.Exchange));
    }

    [Fact]
    public void Step_TimeGoesBack_GoesOnFromTheLatest()
    {
        var (node, outbox) = (_cluster["n1"].Machine, new Outbox());
        var later = _cluster.Now.PlusMs(5000);
        node.Step(NodeInput.Request(new ReplyTo(1, 1), new GetRequest(Walnut, 3, 0)), later, outbox);
        var deadline = node.NextDeadline;

        node.Tick(_cluster.Now, outbox);

        Assert.Equal(deadline, node.NextDeadline);
    }

    [Fact]
    public void NextDeadline_NothingUnderWay_IsNever() =>
        Assert.Equal(Instant.Never, _cluster["n1"].Machine.NextDeadline);

    /// <summary>Whatever was asked and never answered, nothing is left of it after a while.</summary>
    [Fact]
    public void Tick_RequestsThatNobodyAnswers_LeaveNothingBehind()
    {
        foreach (var name in new[] { "n2", "n3", "n4", "n5" })
        {
            _cluster[name].IsUp = false;
        }

        for (var i = 0; i < 50; i++)
        {
            _cluster.Request(
                new NodeId("n1"), new WriteRequest(new Key($"k{i}"), [1], CausalContext.Empty, false, 0, 0));
            _cluster.Request(new NodeId("n1"), new GetRequest(new Key($"k{i}"), 0, 100_000));
        }

        _cluster.RunMs(120_000);

        var status = Status();
        Assert.Equal(100, _events.Count(e => e is { Kind: TestEventKind.Replied, What: not StatusResponse }));
        Assert.Equal(0, status.Counters.Single(c => c.Name == "operations_in_flight").Value);
    }

    private StatusResponse Status()
    {
        _cluster.Request(new NodeId("n1"), new StatusRequest());
        return _events.Select(e => e.What).OfType<StatusResponse>().Single();
    }

    private void Tell(string node, string from, Message message) =>
        _cluster.Step(_cluster[node], NodeInput.FromPeer(new NodeId(from), message));

    private static ObjectState State() => Versioning.Of(VersioningKind.Dvv, 10).Write(
        ObjectState.Empty,
        CausalContext.Empty,
        new WriteStamp(new Dot(new Actor(new NodeId("n1"), 1), 1), Instant.Zero),
        [1]).State;

    private IEnumerable<Message> Nonsense()
    {
        var (x, state) = (new NodeId("x"), State());
        KeyHash[] hashes = [new KeyHash(Walnut, 1)];
        yield return new ReadReply(1, ReplicaOutcome.Ok, state);
        yield return new ReplicateReply(1, ReplicaOutcome.StoreFailed);
        yield return new ReplicateRequest(1, 42, ReplicationCause.Write, default, Walnut, state);
        yield return new ReadRequest(1, 42, Walnut);
        yield return new ForwardRequest(1, 42, true, new WriteRequest(Walnut, null, CausalContext.Empty, true, 0, 0));
        yield return new ForwardReply(
            1,
            ReplicaOutcome.Ok,
            new WriteResponse(Outcome.Ok, x, default, CausalContext.Empty, new QuorumCount(1, 1, 0), [], false, ""));
        yield return new Pong(17);
        yield return new ExchangeOpen(
            1, RingVersion, [new RootHash(int.MaxValue, 1), new RootHash(0, 1), new RootHash(0, 2)]);
        yield return new ExchangeBranches(1, ReplicaOutcome.Ok, [new BranchHashes(99_999, [1, 2])]);
        yield return new ExchangeLeaves(1, [new LeafHashes(5000, 99, [1]), new LeafHashes(0, 3, [])]);
        yield return new ExchangeKeys(1, [new LeafKeys(70_000, 9999, hashes)]);
        yield return new ExchangePush(1, [], [Walnut]);
        yield return new ExchangePull(1, [new KeyState(Walnut, state)]);
        yield return new ReapPrepare(1, RingVersion, hashes);
        yield return new ReapPrepare(ulong.MaxValue, RingVersion, hashes);
        yield return new ReapBarrier(1, x);
        yield return new ReapVote(1, [Walnut]);
        yield return new ReapCommit(1, hashes);
        yield return new GossipMembers(true, []);
        yield return new GossipDigest(0);
    }
}
