using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Pings a few random peers at a time, and as many suspects, so that the cost does not grow with the cluster. Peers
/// that are asked for data anyway are watched by their answers. In a large cluster less often, because there each ping
/// and each answer wakes a process for nothing else.
/// </summary>
internal sealed class Prober(NodeContext node)
{
    /// <summary>The interval is that of the options for so many members, and grows with them beyond.</summary>
    private const int MembersPerInterval = 25;

    private readonly Periodic _probe = new(node.Options.ProbeIntervalMs, node.Random.Fork(3));

    public Instant NextDue => _probe.Due;

    private int IntervalMs =>
        node.Options.ProbeIntervalMs * Math.Max(1, node.Members.Joined.Length / MembersPerInterval);

    public void Tick()
    {
        if (!_probe.TryRun(node.Now, IntervalMs))
        {
            return;
        }

        var suspects = node.Peers(peer => !node.IsAlive(peer));
        for (var i = 0; i < node.Options.ProbeFanout; i++)
        {
            Ping(node.RandomPeer());
            Ping(node.RandomOf(suspects));
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

    private void Ping(NodeId peer)
    {
        if (!peer.IsNone)
        {
            node.Ping(peer);
        }
    }
}
