using System.Globalization;
using DynamoLab.Client;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// Measures the driver while its workload runs: its processor time, and how long work that is ready waits for one of
/// its threads. The latter is probed from a thread of its own, in the queue that replies pass: a probe from inside the
/// queue would come only when there is no wait.
/// </summary>
internal sealed class ClientMeter : IDisposable
{
    /// <summary>Between two probes; prime, so that it does not fall into step with timers.</summary>
    private const int ProbeMs = 19;

    /// <summary>Probes that may wait at once; beyond it the wait is long enough to be seen anyway.</summary>
    private const int WaitingMax = 64;

    /// <summary>Linux counts its own processor time in hundredths of a second, whatever the machine.</summary>
    private const double TicksPerSecond = 100;

    private readonly LatencyHistogram _waits = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly long _startedUs = LabClock.Shared.NowUs;
    private readonly TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;
    private readonly double? _machineBefore = MachineCpuS();
    private readonly Thread _prober;
    private int _waiting;

    public ClientMeter()
    {
        _prober = new Thread(Probe) { IsBackground = true, Name = "client meter" };
        _prober.Start();
    }

    /// <summary>What was measured from the construction until now.</summary>
    public ClientReading Read(double? offeredOpsPerS, long arrivalsUnstarted)
    {
        var waits = new LatencyHistogram();
        lock (_waits)
        {
            waits.Merge(_waits);
        }

        return new ClientReading
        {
            OfferedOpsPerS = offeredOpsPerS,
            ElapsedS = Math.Max(1, LabClock.Shared.NowUs - _startedUs) / 1e6,
            CpuS = (Environment.CpuUsage.TotalTime - _cpuBefore).TotalSeconds,
            MachineCpuS = MachineCpuS() - _machineBefore,
            CpuCount = Environment.ProcessorCount,
            HandlingWait = waits,
            ArrivalsUnstarted = arrivalsUnstarted,
        };
    }

    public void Dispose()
    {
        _stop.Set();
        _prober.Join();
        _stop.Dispose();
    }

    /// <summary>
    /// Seconds that all processors have worked, from the first line of Linux' <c>/proc/stat</c>; null elsewhere.
    /// </summary>
    internal static double? BusySecondsOf(string line)
    {
        // cpu user nice system idle iowait irq softirq steal ...; guests are in user already.
        var ticks = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .ToList();
        return ticks.Count == 8 && ticks.Min() >= 0 ? (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond : null;
    }

    private static double? MachineCpuS()
    {
        try
        {
            return BusySecondsOf(File.ReadLines("/proc/stat").First());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Probe()
    {
        while (!_stop.Wait(ProbeMs))
        {
            if (Interlocked.Increment(ref _waiting) > WaitingMax)
            {
                Interlocked.Decrement(ref _waiting);
                continue;
            }

            ThreadPool.UnsafeQueueUserWorkItem(Note, LabClock.Shared.NowUs, preferLocal: false);
        }
    }

    private void Note(long queuedUs)
    {
        var waitedUs = LabClock.Shared.NowUs - queuedUs;
        Interlocked.Decrement(ref _waiting);
        lock (_waits)
        {
            _waits.Add(waitedUs);
        }
    }
}
