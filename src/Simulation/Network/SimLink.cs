using DynamoLab.Core.Messages;

namespace DynamoLab.Simulation.Network;

/// <summary>
/// One direction between two nodes, as one TCP connection after the other makes it: in order within a session, frames
/// of an older session dropped once a newer one has been heard. Faults add to its figures and take away again what they
/// added, so that any number of them may overlap.
/// </summary>
internal sealed class SimLink(int from, int to)
{
    public int From { get; } = from;

    public int To { get; } = to;

    /// <summary>Faults that hold messages back until they end.</summary>
    public int Holds { get; set; }

    /// <summary>Of a thousand messages, how many vanish.</summary>
    public int LossPermille { get; set; }

    /// <summary>Of a thousand messages, how many arrive twice.</summary>
    public int DuplicatePermille { get; set; }

    public long ExtraDelayUs { get; set; }

    /// <summary>The connection that messages leave on; counted from 1.</summary>
    public ulong Session { get; set; } = 1;

    /// <summary>The newest connection the receiver has heard.</summary>
    public ulong HeardSession { get; set; } = 1;

    /// <summary>When the last message sent in this session arrives: none overtakes it.</summary>
    public long LastArrivalUs { get; set; }

    /// <summary>What is held back, in order.</summary>
    public Queue<Message> Waiting { get; } = new();

    /// <summary>A new connection: what is under way on the old one arrives before its first frame, or never.</summary>
    public void Reconnect(bool losesInFlight)
    {
        Session++;
        LastArrivalUs = 0;
        HeardSession = losesInFlight ? Session : HeardSession;
    }
}
