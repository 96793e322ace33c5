namespace DynamoLab.Simulation.Network;

/// <summary>How the network behaves while nothing is wrong with it.</summary>
public sealed record NetworkSettings
{
    public DelayShape Shape { get; init; }

    /// <summary>The typical delay of a message one way; every link varies it by a factor of its own.</summary>
    public int DelayUs { get; init; } = 500;

    /// <summary>One message in so many is encoded and decoded on its way, as all are on a real wire.</summary>
    public int EncodeOneIn { get; init; } = 16;
}
