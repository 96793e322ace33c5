using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>What a run left behind, read the way a user's scripts would.</summary>
internal sealed class ResultsFolder(string path)
{
    private static readonly string[] FirstColumns =
    [
        "timestamp", "worker", "op", "key", "node", "success", "latency_us", "versions", "context", "error",
        "attempts", "first_attempt_success",
    ];

    public JsonElement Metrics => Json("metrics.json");

    public JsonElement RepairResults => Json("repair_results.json");

    public string[] Faults => File.ReadAllLines(Path.Combine(path, "faults.csv"));

    public string[] Workload => File.ReadAllLines(Directory.GetFiles(path, "workload_*.csv").Single());

    /// <summary>Successful operations per second, by the second they started in.</summary>
    public IReadOnlyDictionary<int, long> Throughput => File.ReadLines(Path.Combine(path, "throughput.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(
            cells => int.Parse(cells[0], CultureInfo.InvariantCulture),
            cells => long.Parse(cells[1], CultureInfo.InvariantCulture));

    public JsonElement Json(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(path, name))).RootElement;

    public JsonElement Window(string name) =>
        Metrics.GetProperty("windows").EnumerateArray().Single(w => w.GetProperty("name").GetString() == name);

    public void AssertComplete()
    {
        foreach (var name in (string[])
        [
            "cluster_procs.json", "experiment_config.json", "metrics.json", "throughput.csv", "latency_per_sec.csv",
            "faults.csv", "summary.txt", "report.html",
        ])
        {
            Assert.True(File.Exists(Path.Combine(path, name)), $"{name} is missing");
        }

        Assert.Equal(FirstColumns, Workload[0].Split(',').Take(FirstColumns.Length));
    }

    /// <summary>No process that the run wrote down lives on under its pid.</summary>
    public void AssertNobodyLeft()
    {
        foreach (var node in Json("cluster_procs.json").EnumerateObject())
        {
            var pid = node.Value.GetProperty("pid").GetInt32();
            Assert.False(IsNode(pid), $"{node.Name} (pid {pid}) still runs");
        }
    }

    public static bool IsNode(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && process.ProcessName.StartsWith("dynamo-node", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
