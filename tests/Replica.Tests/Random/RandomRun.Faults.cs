using DynamoLab.Core;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>What goes wrong, and how it ends.</summary>
internal sealed partial class RandomRun
{
    private void Disturb()
    {
        switch (_random.Next(14))
        {
            case 0 or 1:
                CrashOrRestart();
                break;
            case 2:
                _cluster[AnyNode()].IsStoreSlow = true;
                break;
            case 3:
                SpeedUp(_cluster[AnyNode()]);
                break;
            case 4:
                _cluster.Step(_cluster[AnyNode()], NodeInput.LinkDown(AnyNode()));
                break;
            case 5 or 6:
                ForEachLink(AnyNode(), _cluster.Heal);
                break;
            case 7:
                ForEachLink(AnyNode(), link => link.IsCut = true);
                break;
            case 8:
                ForEachLink(AnyNode(), link => link.IsLosing = true);
                break;
            case 9:
                AnyLink().IsCut = true;
                break;
            case 10:
                _cluster.FailStore(_cluster[AnyNode()], "no space left on device");
                break;
            case 11:
                _cluster.ResumeStore(_cluster[AnyNode()]);
                break;
            default:
                AnyLink().DelayMs = Pick(1, 1, 30, 400, 1100);
                break;
        }
    }

    /// <summary>A crash loses every copy the node held, so in all a run has fewer of them than W.</summary>
    private void CrashOrRestart()
    {
        if (_ids.FirstOrDefault(id => !_cluster[id].IsUp) is { IsNone: false } down)
        {
            Restart(down);
        }
        else if (_crashesLeft > 0)
        {
            _crashesLeft--;
            var node = AnyNode();
            _cluster[node].IsUp = false;
            foreach (var other in _ids.Where(id => id != node && _random.Next(2) == 0))
            {
                _cluster.Step(_cluster[other], NodeInput.LinkDown(node));
            }
        }
    }

    private void SpeedUp(TestNode node)
    {
        node.IsStoreSlow = false;
        if (node.IsUp)
        {
            _cluster.MakeDurable(node);
        }
    }

    private TestLink AnyLink()
    {
        var from = _random.Next(_ids.Count);
        var to = (from + 1 + _random.Next(_ids.Count - 1)) % _ids.Count;
        return _cluster.Link(_ids[from], _ids[to]);
    }

    private void ForEachLink(NodeId node, Action<TestLink> action)
    {
        foreach (var other in _ids.Where(id => id != node))
        {
            action(_cluster.Link(node, other));
            action(_cluster.Link(other, node));
        }
    }
}
