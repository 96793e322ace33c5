using DynamoLab.Core;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>What goes wrong, and how it ends.</summary>
internal sealed partial class RandomRun
{
    private void Disturb()
    {
        switch (_random.Next(12))
        {
            case 0 or 1:
                CrashOrRestart();
                break;
            case 2:
                _cluster[Pick(_ids)].IsStoreSlow = true;
                break;
            case 3:
                SpeedUp(_cluster[Pick(_ids)]);
                break;
            case 4:
                _cluster.Step(_cluster[Pick(_ids)], NodeInput.LinkDown(Pick(_ids)));
                break;
            case 5 or 6:
                ForEachLink(Pick(_ids), _cluster.Heal);
                break;
            case 7:
                ForEachLink(Pick(_ids), link => link.IsCut = true);
                break;
            case 8:
                ForEachLink(Pick(_ids), link => link.IsLosing = true);
                break;
            case 9:
                AnyLink().IsCut = true;
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
            Start(down, _cluster[down].Options.Incarnation + 1);
        }
        else if (_crashesLeft > 0)
        {
            _crashesLeft--;
            var node = Pick(_ids);
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
        var from = _random.Next(NodeCount);
        var to = (from + 1 + _random.Next(NodeCount - 1)) % NodeCount;
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
