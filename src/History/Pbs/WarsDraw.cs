namespace DynamoLab.History.Pbs;

/// <summary>The delays of one write and one read, by replica, in milliseconds.</summary>
public sealed class WarsDraw
{
    public WarsDraw(int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        (Write, Acknowledge) = (new double[replicas], new double[replicas]);
        (Read, Respond) = (new double[replicas], new double[replicas]);
    }

    /// <summary>N.</summary>
    public int Replicas => Write.Length;

    /// <summary>W.</summary>
    public double[] Write { get; }

    /// <summary>A.</summary>
    public double[] Acknowledge { get; }

    /// <summary>R.</summary>
    public double[] Read { get; }

    /// <summary>S.</summary>
    public double[] Respond { get; }

    /// <summary>
    /// How long the write's client waited for it; 0 where times are the coordinators' and clients play no part.
    /// </summary>
    public double WriteClientMs { get; set; }

    /// <summary>The same of the read.</summary>
    public double ReadClientMs { get; set; }
}
