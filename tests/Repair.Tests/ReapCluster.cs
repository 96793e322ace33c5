using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair.Tests;

/// <summary>Five members, one deleted key, and links that keep order but take any time.</summary>
internal sealed class ReapCluster
{
    private readonly Key _key = Rings.Key(1);
    private readonly SortedDictionary<(NodeId From, NodeId To), Queue<object>> _links = [];

    public ReapCluster(ReapRules rules)
    {
        Ring = Rings.Of(5);
        Nodes = [.. Ring.PreferenceListOf(_key.Token).All];
        Members = [.. Nodes.Select(n => new ReapMember(Ring, n, _key, rules, (to, message) => Send(n, to, message)))];
    }

    public HashRing Ring { get; }

    /// <summary>The members in the order of the key's preference list: three primaries, two fallbacks.</summary>
    public NodeId[] Nodes { get; }

    public ReapMember[] Members { get; }

    /// <summary>Whether the deleted value is held anywhere.</summary>
    public bool IsOldHeld => Members.Any(m => m.State == ReapMember.Old);

    public void Send(int from, int to, object message) => Send(Nodes[from], Nodes[to], message);

    /// <summary>Delivers until nothing is under way but on the links that are held up.</summary>
    public void Run(params (int From, int To)[] heldUp)
    {
        while (_links.Where(l => l.Value.Count > 0 && !heldUp.Contains(IndicesOf(l.Key))).ToArray() is [var link, ..])
        {
            Deliver(link.Key);
        }
    }

    /// <summary>
    /// A delete that has reached the first primary, with old versions wherever they may linger; then anything in any
    /// order; then all hints come home and all links run dry.
    /// </summary>
    public void RunAtRandom(DeterministicRandom random)
    {
        Scatter(random);
        for (var step = 0; step < 400; step++)
        {
            Act(random);
        }

        do
        {
            Run();
            Array.ForEach(Members, m => _ = m.HintOwner is null || Do(m.DeliverHint));
        }
        while (_links.Any(l => l.Value.Count > 0));
    }

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    private void Scatter(DeterministicRandom random)
    {
        Members[0].State = ReapMember.Tombstone;
        for (var i = 1; i < 3; i++)
        {
            Members[i].State = random.Next(3);
            Send(0, i, new ReapMember.Repair(ReapMember.Tombstone));
        }

        for (var i = 3; i < 5; i++)
        {
            if (random.Next(2) == 0)
            {
                Members[i].State = ReapMember.Old;
                Members[i].HintOwner = Nodes[1 + random.Next(2)];
            }

            if (random.Next(2) == 0)
            {
                Send(i, random.Next(3), new ReapMember.Repair(ReapMember.Old));
            }
        }
    }

    private void Act(DeterministicRandom random)
    {
        var member = Members[random.Next(Members.Length)];
        switch (random.Next(20))
        {
            case 0 when !member.IsReading:
                member.StartRead();
                break;
            case 1 when member.HintOwner is not null:
                member.DeliverHint();
                break;
            case 2 when Members[0] is { IsReaping: false, State: ReapMember.Tombstone }:
                Members[0].StartReap();
                break;
            default:
                var busy = _links.Where(l => l.Value.Count > 0).Select(l => l.Key).ToArray();
                if (busy.Length > 0)
                {
                    Deliver(busy[random.Next(busy.Length)]);
                }

                break;
        }
    }

    private (int From, int To) IndicesOf((NodeId From, NodeId To) link) =>
        (Array.IndexOf(Nodes, link.From), Array.IndexOf(Nodes, link.To));

    private void Deliver((NodeId From, NodeId To) link) =>
        Members[Array.IndexOf(Nodes, link.To)].Receive(link.From, _links[link].Dequeue());

    private void Send(NodeId from, NodeId to, object message)
    {
        if (!_links.TryGetValue((from, to), out var link))
        {
            _links[(from, to)] = link = new Queue<object>();
        }

        link.Enqueue(message);
    }
}
