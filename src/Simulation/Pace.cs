namespace DynamoLab.Simulation;

/// <summary>
/// How fast things follow on each other. Most schedules are dense; some last for hours, in which little happens at a
/// time and a node may be away for long.
/// </summary>
/// <param name="ChaosMsMin">The least time of clients and faults.</param>
/// <param name="FaultMsMax">The longest a fault lasts.</param>
/// <param name="Pauses">How many times longer clients pause.</param>
/// <param name="Background">How many times longer pings, gossip, exchanges and reaping wait.</param>
internal sealed record Pace(int ChaosMsMin, int FaultMsMax, int Pauses, int Background)
{
    public static readonly Pace Quick = new(2000, 12_000, 1, 1);

    public static readonly Pace Slow = new(1_000_000, 1_000_000, 500, 40);
}
