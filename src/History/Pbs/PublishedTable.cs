namespace DynamoLab.History.Pbs;

/// <summary>Table 4 of the paper: N = 3, p99.9 latencies and t at 99.9% consistency.</summary>
public static class PublishedTable
{
    public const int Replicas = 3;

    /// <summary>By fit; within a fit in the order of <see cref="QuorumPair.OfThePaper"/>.</summary>
    private static readonly Dictionary<string, PublishedCell[]> Cells = new(StringComparer.Ordinal)
    {
        ["LNKD-SSD"] =
        [
            new(0.66, 0.66, 1.85), new(0.66, 1.63, 1.79), new(1.63, 0.65, 0),
            new(1.62, 1.64, 0), new(4.14, 0.65, 0), new(0.65, 4.09, 0),
        ],
        ["LNKD-DISK"] =
        [
            new(0.66, 10.99, 45.5), new(0.65, 20.97, 43.3), new(1.63, 10.9, 13.6),
            new(1.64, 20.96, 0), new(4.12, 10.89, 0), new(0.65, 112.65, 0),
        ],
        ["YMMR"] =
        [
            new(5.58, 10.83, 1364), new(5.61, 427.12, 1352), new(32.6, 10.73, 202),
            new(33.18, 428.11, 0), new(219.27, 10.79, 0), new(5.63, 1870.86, 0),
        ],
        ["WAN"] =
        [
            new(3.4, 55.12, 113.0), new(3.4, 167.64, 0), new(151.3, 56.36, 30.2),
            new(151.31, 167.72, 0), new(153.86, 55.19, 0), new(3.44, 241.55, 0),
        ],
    };

    /// <summary>Null where the paper has no such cell.</summary>
    public static PublishedCell? Of(string fit, int replicas, QuorumPair quorum)
    {
        if (replicas != Replicas || !Cells.TryGetValue(fit, out var cells))
        {
            return null;
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (QuorumPair.OfThePaper[i] == quorum)
            {
                return cells[i];
            }
        }

        return null;
    }
}
