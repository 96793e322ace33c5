using DynamoLab.Driver.Repairs;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>Writes what was measured.</summary>
internal static class ResultFiles
{
    /// <param name="repair">Null when no rounds were run: then there is no <c>repair_results.json</c>.</param>
    public static void Write(
        ResultsFolder folder, RunMetrics metrics, IReadOnlyList<FaultEvent> faults, RepairReport? repair)
    {
        folder.Write("metrics.json", MetricsJson.Write(metrics) + "\n");
        folder.Write("throughput.csv", SecondTables.Throughput(metrics.PerSecond));
        folder.Write("latency_per_sec.csv", SecondTables.Latency(metrics.PerSecond));
        folder.Write("faults.csv", FaultTable.Of(faults));
        if (repair is not null)
        {
            folder.Write("repair_results.json", RepairResults.Of(repair.RoundsByKey));
        }
    }
}
