using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>What a scenario does to the cluster and to the network.</summary>
internal sealed partial class Scenario
{
    private void Command(ScenarioArguments command)
    {
        switch (command.Verb)
        {
            case "cluster":
                StartAll(command);
                break;
            case "start":
                Start(command.Node(0), command.Named, incarnation: 1);
                break;
            case "restart":
                Start(command.Node(0), command.Named, _cluster[command.Node(0)].Options.Incarnation + 1);
                break;
            case "restart_on_data":
                RestartOnData(_cluster[command.Node(0)], command);
                break;
            case "crash":
                _cluster[command.Node(0)].IsUp = false;
                break;
            case "link_down":
                _cluster.Step(_cluster[command.Node(0)], NodeInput.LinkDown(command.Node(1)));
                break;
            case "run":
                _cluster.RunMs(int.Parse(command.Words[0]));
                break;
            case "settle":
                _cluster.Settle();
                break;
            case "time_to_suspect":
                TimeToSuspect(command.Node(0), command.Node(1));
                break;
            case "slow_store":
                _cluster[command.Node(0)].IsStoreSlow = true;
                break;
            case "make_durable":
                _cluster.MakeDurable(_cluster[command.Node(0)]);
                _cluster.Settle();
                break;
            case "fail_store":
                _cluster.FailStore(_cluster[command.Node(0)], string.Join(' ', command.Words.Skip(1)));
                _cluster.Settle();
                break;
            case "resume_store":
                _cluster.ResumeStore(_cluster[command.Node(0)]);
                break;
            case "lose_record":
                _cluster[command.Node(0)].Store.Lose(command.Key(1));
                break;
            case "lose_hint":
                _cluster[command.Node(0)].Store.LoseHint(new HintId(command.Node(2), command.Key(1)));
                break;
            case "damage":
                _cluster[command.Node(0)].Store.Damage(command.Key(1));
                break;
            case "hide":
                _hidden.UnionWith(command.Words);
                break;
            case "show":
                _hidden.ExceptWith(command.Words);
                break;
            default:
                ChangeLinks(command);
                break;
        }
    }

    /// <summary>Looks every 10 ms, and no longer than 20 seconds.</summary>
    private void TimeToSuspect(NodeId observer, NodeId peer)
    {
        const int PollMs = 10;
        for (var ms = 0; ms < 20_000; ms += PollMs)
        {
            if (SuspectsOf(_cluster[observer]).Contains(peer))
            {
                Tell($"{observer} suspects {peer} after {ms} ms");
                return;
            }

            _cluster.RunMs(PollMs);
        }

        Tell($"{observer} does not suspect {peer}");
    }

    private void StartAll(ScenarioArguments command)
    {
        _cluster = new TestCluster(seed: 1) { Observer = OnEvent };
        _named = command.Named;
        for (var i = 1; i <= command.Number("nodes", 3); i++)
        {
            Start(new NodeId($"n{i}"), command.Named, incarnation: 1);
        }

        _cluster.IntroduceAll();
    }

    /// <summary>The next life on the same store, with proof that nothing was lost unless told <c>unclean</c>.</summary>
    private void RestartOnData(TestNode former, ScenarioArguments command)
    {
        var incarnation = former.Options.Incarnation + 1;
        var options = ScenarioOptions.With(ScenarioOptions.Quiet(former.Options.Id, incarnation), _named) with
        {
            Remembered = former.Store.Members,
            ProvenSince = command.Words.Contains("unclean") ? incarnation : former.Options.ProvenSince,
        };
        _cluster.Add(ScenarioOptions.With(options, command.Named), former.Store);
    }

    private void Start(NodeId id, IReadOnlyDictionary<string, string> named, ulong incarnation)
    {
        var options = ScenarioOptions.With(ScenarioOptions.Quiet(id, incarnation), _named);
        _cluster.Add(ScenarioOptions.With(options, named));
    }

    /// <summary><c>cut n1 n2</c> is both directions, <c>cut n1 > n2</c> one, <c>cut n1</c> all of the node's.</summary>
    private void ChangeLinks(ScenarioArguments command)
    {
        foreach (var link in LinksOf(command.Words))
        {
            switch (command.Verb)
            {
                case "cut":
                    link.IsCut = true;
                    break;
                case "lose":
                    link.IsLosing = true;
                    break;
                case "delay":
                    link.DelayMs = command.Number("ms", TestLink.DelayMsDefault);
                    break;
                case "heal":
                    _cluster.Heal(link);
                    break;
                default:
                    throw new ArgumentException($"unknown command: {command.Verb}", nameof(command));
            }
        }

        if (command.Verb == "heal")
        {
            _cluster.Settle();
        }
    }

    private List<TestLink> LinksOf(IReadOnlyList<string> words)
    {
        NodeId[] all = [.. _cluster.Nodes.Select(n => n.Options.Id)];
        var links = new List<TestLink>();
        foreach (var from in all)
        {
            foreach (var to in all.Where(n => n != from))
            {
                var isMeant = words switch
                {
                    [] => true,
                    [var node] => from.Name == node || to.Name == node,
                    [var one, ">", var other] => from.Name == one && to.Name == other,
                    [var one, var other] =>
                        (from.Name == one && to.Name == other) || (from.Name == other && to.Name == one),
                    _ => throw new ArgumentException($"no links: {string.Join(' ', words)}", nameof(words)),
                };
                if (isMeant)
                {
                    links.Add(_cluster.Link(from, to));
                }
            }
        }

        return links;
    }
}
