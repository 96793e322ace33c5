using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.History;
using DynamoLab.Simulation.Clients;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation.Checks;

/// <summary>What must hold once faults are over, and how the replicas are brought to agree.</summary>
internal sealed class Aftermath(World world)
{
    private const int RoundsMax = 10;
    private const int RoundMsMax = 10_000;
    private const int TidyMsMax = 600_000;
    private const int WishesMax = 40;

    private bool _allTrusted;

    /// <summary>Repair rounds that were needed.</summary>
    public int Rounds { get; private set; }

    private IEnumerable<SimNode> Started => world.Nodes.Where(n => n.HasStarted);

    private HashRing Ring => world.Nodes[0].Machine.Ring;

    public bool AllKnowAll()
    {
        foreach (var node in Started)
        {
            foreach (var other in Started)
            {
                var seen = node.Machine.MemberOf(other.Id);
                if (!node.IsUp || seen is null || seen.Incarnation != other.Incarnation)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Asks every node how it sees the others, as the lab does.</summary>
    public bool AllTrustAll()
    {
        _allTrusted = true;
        foreach (var node in Started)
        {
            world.Ask(node, new StatusRequest(), response =>
                _allTrusted &= ((StatusResponse)response).Members.All(m => m.IsAlive));
        }

        return _allTrusted;
    }

    /// <summary>A disk that refused is tried again every now and then.</summary>
    public bool AllWritable() => Started.All(n => n.IsUp && n.Storage.Store.IsWritable);

    public bool AllAnswered() => Started.All(n => n.Unanswered.Count == 0);

    /// <summary>A read and a write of every key, in turn at every node.</summary>
    public IEnumerable<Wish> Wishes()
    {
        var nodes = Started.Count();
        var count = Math.Min(WishesMax, Math.Max(nodes, world.Clients.Keys.Length) * 2);
        return Enumerable.Range(0, count).Select(i => new Wish(
            i % 2 == 0 ? OperationKind.Write : OperationKind.Read,
            i / 2 % world.Clients.Keys.Length,
            i / 2 % nodes));
    }

    /// <summary>Background repair pauses, then rounds until every key's primaries hold the same bytes.</summary>
    public FinalState Repair()
    {
        world.Trace.Phase(world.NowUs, "repair rounds");
        ForAll(new RepairPause(true), TidyMsMax, "a pause of repair");
        if (!AllAgree())
        {
            world.Coverage.Count(HostPath.DivergedBeforeRounds);
        }

        for (var round = 1; !AllAgree(); round++)
        {
            Rounds = Math.Max(Rounds, round);
            if (round > RoundsMax)
            {
                throw new ScheduleFailure("promise 2", $"no agreement within {RoundsMax} rounds: {Disagreement()}");
            }

            NodeId[] live = [.. Started.Select(n => n.Id)];
            ForAll(new RepairRound(round, world.Options.Seed, 5000, live), RoundMsMax, "a repair round");
        }

        return Final();
    }

    /// <summary>
    /// Once background repair goes on, nobody keeps a hint or a key that is not its own, and nothing comes back.
    /// </summary>
    public void Tidy(FinalState final)
    {
        world.Trace.Phase(world.NowUs, "hints go home");
        var hadHints = Started.Any(n => n.Storage.Store.Hints().Any());
        ForAll(new RepairPause(false), RoundMsMax, "the end of a pause");
        if (world.Options.Node.HintedHandoff && !world.RunUntil(() => Untidy().Length == 0, TidyMsMax, everyMs: 500))
        {
            throw new ScheduleFailure("untidy", Untidy());
        }

        // A hint may bring home what no primary had.
        if (hadHints)
        {
            return;
        }

        foreach (var (key, replicas) in final.States)
        {
            foreach (var replica in replicas)
            {
                CheckNothingIsBack(key, replica, world.Nodes.First(n => n.Id == replica.Node));
            }
        }
    }

    /// <summary>Who is said to have acknowledged a write holds it.</summary>
    public void CheckAcknowledgers(Operation operation)
    {
        if (!operation.IsSuccess || operation.Kind == OperationKind.Read)
        {
            return;
        }

        if (operation.AcknowledgedBy.Distinct().Count() < world.Options.Node.WriteQuorum)
        {
            throw new ScheduleFailure(
                "quorum",
                $"{operation.Versions[0].Dot} acknowledged by {string.Join(' ', operation.AcknowledgedBy)} only");
        }

        foreach (var id in operation.AcknowledgedBy)
        {
            CheckHolds(world.Nodes.First(n => n.Id == id), operation);
        }
    }

    /// <summary>Who waits for what, for a failure's message.</summary>
    public string Describe()
    {
        var waiting = Started.Where(n => n.Unanswered.Count > 0).Select(n => $"{n.Id} owes {n.Unanswered.Count}");
        var suspects = new List<string>();
        foreach (var node in Started.Where(n => n.IsUp))
        {
            world.Ask(node, new StatusRequest(), response => suspects.AddRange(((StatusResponse)response).Members
                .Where(m => !m.IsAlive).Select(m => $"{node.Id} suspects {m.Member.Node}")));
        }

        return string.Join(", ", [.. waiting, .. suspects]);
    }

    private void CheckHolds(SimNode node, Operation write)
    {
        var options = world.Options.Node;
        var isWitness = node.IsUp
            && VirtualClock.True(Math.Max(node.StartedAtUs, node.CopiesLostAtUs)) <= write.Start
            && options is { ReapIntervalMs: 0, Versioning: VersioningKind.Dvv }
            && node.Machine.Ring.PreferenceListOf(write.Key.Token).IsPrimary(node.Id);
        var dot = write.Versions[0].Dot;
        if (isWitness && !StateOf(node, write.Key).Context.Covers(dot))
        {
            throw new ScheduleFailure(
                "quorum", $"{node.Id} acknowledged {dot} of {write.Key} and holds {StateOf(node, write.Key)}");
        }
    }

    private void CheckNothingIsBack(Key key, ReplicaState agreed, SimNode node)
    {
        foreach (var sibling in StateOf(node, key).Siblings)
        {
            if (agreed.State!.SiblingOf(sibling.Dot) is null)
            {
                throw new ScheduleFailure(
                    "promise 3", $"{key}: {node.Id} holds {sibling.Dot}, which no replica held after repair");
            }
        }
    }

    private void ForAll(Message request, int limitMs, string what)
    {
        var waiting = 0;
        foreach (var node in Started)
        {
            waiting++;
            world.Ask(node, request, _ => waiting--);
        }

        if (!world.RunUntil(() => waiting == 0, limitMs))
        {
            throw new ScheduleFailure("liveness", $"{waiting} nodes did not answer {what} within {limitMs} ms");
        }
    }

    private FinalState Final() => new()
    {
        States = world.Clients.Keys.ToDictionary(
            key => key,
            key => (IReadOnlyList<ReplicaState>)[.. Ring.PreferenceListOf(key.Token).Primaries.ToArray()
                .Select(id => new ReplicaState(id, StateOf(NodeOf(id), key)))]),
        RepairRoundsMax = RoundsMax,
    };

    private bool AllAgree() => Array.TrueForAll(world.Clients.Keys, IsAgreed);

    private bool IsAgreed(Key key)
    {
        var primaries = Ring.PreferenceListOf(key.Token).Primaries;
        var first = StateOf(NodeOf(primaries[0]), key).ToBytes();
        foreach (var primary in primaries[1..])
        {
            if (!StateOf(NodeOf(primary), key).ToBytes().AsSpan().SequenceEqual(first))
            {
                return false;
            }
        }

        return true;
    }

    private string Disagreement()
    {
        var key = world.Clients.Keys.First(k => !IsAgreed(k));
        var states =
            Ring.PreferenceListOf(key.Token).Primaries.ToArray().Select(id => $"{id}: {StateOf(NodeOf(id), key)}");
        return $"key {key}: {string.Join("; ", states)}";
    }

    private string Untidy()
    {
        foreach (var node in Started)
        {
            var stray = node.Storage.Store.Scan(TokenRange.Whole)
                .FirstOrDefault(o => !Ring.PreferenceListOf(o.Key.Token).IsPrimary(node.Id));
            if (node.Storage.Store.Hints().FirstOrDefault() is { Owner.IsNone: false } hint)
            {
                return $"{node.Id} keeps a hint of {hint.Key} for {hint.Owner}";
            }

            if (stray.Value is not null)
            {
                return $"{node.Id} keeps {stray.Key}, which it does not own";
            }
        }

        return "";
    }

    private SimNode NodeOf(NodeId id) => Array.Find(world.Nodes, n => n.Id == id)!;

    private static ObjectState StateOf(SimNode node, Key key) =>
        node.Storage.Store.TryRead(key)?.State ?? ObjectState.Empty;
}
