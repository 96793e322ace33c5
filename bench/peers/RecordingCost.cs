using System.Text.Json;
using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers;

/// <summary>
/// What it costs a run that the driver writes every operation to its CSV: runs with and without, in turn, on clusters
/// of their own.
/// </summary>
internal static class RecordingCost
{
    private const double CostMax = 0.10;

    public static async Task<int> RunAsync(int rounds, int seconds, int concurrency)
    {
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var isRecorded in round % 2 == 0 ? (bool[])[true, false] : [false, true])
            {
                var rate = await MeasureAsync(isRecorded, seconds, concurrency);
                (isRecorded ? with : without).Add(rate);
                Console.Error.WriteLine(
                    $"round {round} of {rounds}  {(isRecorded ? "recorded" : "not recorded")}: {rate:n0} ops/s");
            }
        }

        var (recorded, bare) = (Measurement.Median(with), Measurement.Median(without));
        var cost = 1 - (recorded / bare);
        Console.WriteLine(
            $"every operation recorded: {recorded:n0} ops/s of {bare:n0}, a cost of {cost:p1}; "
            + $"wanted <= {CostMax:p0}: {(cost <= CostMax ? "met" : "NOT met")}");
        return 0;
    }

    private static async Task<double> MeasureAsync(bool isRecorded, int seconds, int concurrency)
    {
        var folder = Directory.CreateTempSubdirectory("recording-").FullName;
        try
        {
            // The driver reads this and nothing but this bench sets it.
            Environment.SetEnvironmentVariable("DYNAMOLAB_UNRECORDED", isRecorded ? null : "1");
            await Commands.RunAsync(
                DynamoContender.DriverPath, "run", "--nodes", "3", "--workload", "A", "--durability", "memory",
                "--concurrency", $"{concurrency}", "--keyspace", "10000", "--routing", "token_aware", "--warmup", "8",
                "--duration", $"{seconds + 8}", "--seed", "1", "--output_dir", folder);
            var file = Directory.GetFiles(folder, "metrics.json", SearchOption.AllDirectories).Single();
            using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            return metrics.RootElement.GetProperty("windows").EnumerateArray().Last()
                .GetProperty("successful_ops_per_s").GetDouble();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
