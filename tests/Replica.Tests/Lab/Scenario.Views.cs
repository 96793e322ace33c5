using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Simulation.Tracing;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>What a scenario looks at without disturbing anything.</summary>
internal sealed partial class Scenario
{
    private void View(ScenarioArguments command)
    {
        switch (command.Verb)
        {
            case "state":
                ForEachNode(n => MessageText.Of(n.Store.TryRead(command.Key(0))?.State ?? ObjectState.Empty));
                break;
            case "agree":
                TellWhetherPrimariesAgree(command.Key(0));
                break;
            case "hints":
                ForEachNode(n => string.Join(' ', n.Hints.Select(h => $"{h.Key} for {h.Owner}")));
                break;
            case "preference":
                var ring = _cluster.Nodes.First().Machine.Ring;
                Tell($"{command.Words[0]}: {ring.PreferenceListOf(command.Key(0).Token)}");
                break;
            case "members":
                ForEachNode(n => string.Join(' ', n.Machine.Ring.Members.ToArray()));
                break;
            case "suspects":
                ForEachNode(n => string.Join(' ', SuspectsOf(n)));
                break;
            default:
                ForEachNode(n => string.Join(' ', command.Words.Select(
                    c => $"{c}={n.Machine.Counters[Enum.Parse<NodeCounter>(c)]}")));
                break;
        }
    }

    private void ForEachNode(Func<TestNode, string> describe)
    {
        foreach (var node in _cluster.Nodes)
        {
            Tell(node.IsUp ? $"{node.Options.Id}: {describe(node)}".TrimEnd() : $"{node.Options.Id}: down");
        }
    }

    private void TellWhetherPrimariesAgree(Key key)
    {
        var primaries = _cluster.Nodes.First(n => n.IsUp).Machine.Ring.PreferenceListOf(key.Token).Primaries.ToArray();
        var encodings = primaries.Select(p => Convert.ToHexString(
            (_cluster[p].Store.TryRead(key)?.State ?? ObjectState.Empty).ToBytes()));
        Tell(encodings.Distinct().Count() == 1 ? "all primaries agree" : "the primaries differ");
    }

    private IEnumerable<NodeId> SuspectsOf(TestNode node)
    {
        // A reply the observer must not see: the scenario did not ask, its reader did.
        var observer = _cluster.Observer;
        StatusResponse? status = null;
        _cluster.Observer = e => status = e.What as StatusResponse ?? status;
        _cluster.Request(node.Options.Id, new StatusRequest());
        _cluster.Observer = observer;
        return status!.Members.Where(m => !m.IsAlive).Select(m => m.Member.Node);
    }
}
