using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Pings a few random peers at a time, and as many suspects, so that the cost does not grow with the cluster. Peers
/// that are asked for data anyway are watched by their answers.
/// </summary>
internal sealed class Prober(NodeContext node)
{
    private readonly Periodic _probe = new(node.Options.ProbeIntervalMs, node.Random.Fork(3));

    public Instant NextDue => _probe.Due;

    public void Tick()
    {
        if (!_probe.TryRun(node.Now))
        {
            return;
        }

        for (var i = 0; i < node.Options.ProbeFanout; i++)
        {
            PingOne(_ => true);
            PingOne(peer => !node.IsAlive(peer));
        }
    }

    public void OnPing(NodeId from, Ping ping)
    {
        node.Send(from, new Pong(ping.Sequence));

        // A suspect that speaks may hear as well: its answer to a ping will tell.
        if (!node.IsAlive(from))
        {
            node.Ping(from);
        }
    }

    public void OnPong(NodeId from, Pong pong) => node.Health.Ponged(from, pong.Sequence, node.Now);

    private void PingOne(Func<NodeId, bool> condition)
    {
        var peer = node.RandomPeer(condition);
        if (!peer.IsNone)
        {
            node.Ping(peer);
        }
    }
}
