using System.Globalization;

namespace DynamoLab.Bench.Peers;

/// <summary>All measurements as CSV: every round, and in round 0 the medians.</summary>
internal static class ResultFile
{
    private const string Header = "contender,work,clients,round,ops_per_s,p50_ms,p99_ms,server_cpu_us_per_op";

    public static void Write(string path, Session session)
    {
        using var file = new StreamWriter(path);
        file.WriteLine(Header);
        foreach (var ((contender, work, concurrency), rounds) in session.Rounds)
        {
            foreach (var (round, m) in rounds.Prepend(Measurement.MedianOf(rounds)).Index())
            {
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{contender}\",{work},{concurrency},{round},{m.OpsPerS:f1},{m.P50Ms:f4},{m.P99Ms:f4},"
                    + $"{m.CpuUsPerOp:f2}"));
            }
        }
    }
}
