namespace DynamoLab.History.Pbs;

/// <summary>
/// The production latencies the paper fitted (PBS §5.3, table 3; WAN: §5.5), as it states them, in milliseconds. λ is a
/// rate per millisecond: LNKD-SSD's exponential part has a mean of 1/1.66 = 0.6 ms.
/// </summary>
public static class PublishedFits
{
    /// <summary>LinkedIn's Voldemort on solid-state disks: all four delays alike.</summary>
    public static WarsModel LnkdSsd { get; } = With("LNKD-SSD", Ssd, Ssd);

    /// <summary>The same on spinning disks, which only writes wait for.</summary>
    public static WarsModel LnkdDisk { get; } = With("LNKD-DISK", DiskWrite, Ssd);

    /// <summary>Yammer's Riak.</summary>
    public static WarsModel Ymmr { get; } = With(
        "YMMR", new ParetoExponential(0.939, 3, 3.35, 0.0028), new ParetoExponential(0.982, 1.5, 3.8, 0.0217));

    /// <summary>LNKD-DISK with each replica in a data centre of its own, 75 ms apart one way.</summary>
    public static WarsModel Wan { get; } = LnkdDisk with { Name = "WAN", RemoteMs = 75 };

    public static IReadOnlyList<WarsModel> All { get; } = [LnkdSsd, LnkdDisk, Ymmr, Wan];

    private static ParetoExponential Ssd => new(0.9122, 0.235, 10, 1.66);

    private static ParetoExponential DiskWrite => new(0.38, 1.05, 1.51, 0.183);

    private static WarsModel With(string name, IDelay write, IDelay others) =>
        new(name, write, others, others, others);
}
