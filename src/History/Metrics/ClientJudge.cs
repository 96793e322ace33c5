namespace DynamoLab.History.Metrics;

/// <summary>
/// Decides whether the driver itself was what limited a run. Driver and nodes share the processors, so its own
/// processor time alone does not tell: what tells is that replies waited for it, or that it took most of a busy
/// machine.
/// </summary>
internal static class ClientJudge
{
    /// <summary>From this share of the service time on, what was measured is mostly the driver's own delay.</summary>
    public const double WaitShareMax = 0.5;

    /// <summary>A machine this busy has nothing left to give.</summary>
    public const double BusyMachineShare = 0.95;

    /// <summary>The driver's part of a busy machine's work.</summary>
    public const double DriverPartMax = 0.5;

    /// <summary>95% of the operations of an open loop start within it, timers of a millisecond included.</summary>
    public const long LatenessUsMax = 10_000;

    /// <param name="reading">What the driver measured.</param>
    /// <param name="overall">The whole run.</param>
    /// <param name="undisturbed">The operations before any fault, or after the warm-up where there is none.</param>
    public static ClientMetrics Judge(ClientReading reading, WindowMetrics overall, Tally undisturbed)
    {
        var cores = reading.CpuS / reading.ElapsedS;
        var service = undisturbed.ServiceTime();
        var wait = reading.HandlingWait.Summarize();
        var metrics = new ClientMetrics
        {
            OfferedOpsPerS = reading.OfferedOpsPerS,
            StartedOpsPerS = overall.AttemptedOpsPerS,
            AchievedOpsPerS = overall.SuccessfulOpsPerS,
            CpuCores = cores,
            CpuShare = cores / reading.CpuCount,
            MachineCpuShare = reading.MachineCpuS / (reading.ElapsedS * reading.CpuCount),
            HandlingWait = wait,
            HandlingWaitShare = service.Count > 0 ? (double?)wait.P50Us / Math.Max(1, service.Percentile(50)) : null,
            StartLateness = reading.OfferedOpsPerS is null ? null : undisturbed.Lateness.Summarize(),
            ArrivalsUnstarted = reading.ArrivalsUnstarted,
            ClientBottleneck = false,
            BottleneckReasons = [],
        };
        var reasons = Reasons(metrics).ToList();
        return metrics with { ClientBottleneck = reasons.Count > 0, BottleneckReasons = reasons };
    }

    private static IEnumerable<string> Reasons(ClientMetrics client)
    {
        if (client.HandlingWaitShare >= WaitShareMax)
        {
            yield return $"what was ready waited {client.HandlingWait.P50Us / 1000.0:0.00} ms for the driver, "
                + $"{client.HandlingWaitShare * 100:0}% of the service time (medians)";
        }

        var busy = client.MachineCpuShare ?? client.CpuShare;
        if (busy >= BusyMachineShare && client.CpuShare >= DriverPartMax * busy)
        {
            yield return $"the machine was {busy * 100:0}% busy, and the driver had "
                + $"{client.CpuShare / busy * 100:0}% of that";
        }

        if (client.StartLateness?.P95Us > LatenessUsMax)
        {
            yield return $"5% of the operations started {client.StartLateness.P95Us / 1000.0:0.0} ms late or more: "
                + "no client was free, or the driver did not get round to it";
        }
    }
}
