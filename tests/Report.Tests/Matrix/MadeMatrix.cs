using System.Globalization;
using System.Text;
using DynamoLab.History.Metrics;

namespace DynamoLab.Report.Tests.Matrix;

/// <summary>A matrix that nobody ran: a grid, two rows along concurrency, one along zipf, and one of words.</summary>
internal static class MadeMatrix
{
    private const string Columns =
        "matrix,row,cell,quick,seed,repeats,verdict,error,commit,os,cpu_count,nodes,N,R,W,quorum,host,durability,"
        + "workload,dist,keyspace,routing,failover,rate,zipf_s,hints,concurrency,failure_mode,overall_ops_per_s,"
        + "overall_ops_per_s_ci95,failure_availability_with_failover,failure_availability_without_failover,"
        + "failure_read_p99_us,failure_write_p99_us,failure_ops_per_s,warmup_ops_per_s,recovery_ops_per_s,"
        + "stale_read_share,degradation,recovery_s,siblings_mean,keys_diverged,hottest_replica_over_mean,"
        + "client_bottleneck";

    private const string Record =
        """
        {
          "name": "made", "description": "Made up.", "quick": QUICK, "command": "dynamolab matrix m",
          "rows": [
            {"name": "grid", "description": "R by W.", "axes": ["nodes", "R", "W"]},
            {"name": "load", "description": "More clients.", "axes": ["concurrency"]},
            {"name": "again", "description": "Another one along concurrency.", "axes": ["concurrency"]},
            {"name": "skew", "description": "Hotter keys.", "axes": ["routing", "zipf_s"]},
            {"name": "words", "description": "On and off.", "axes": ["hints"]},
            {"name": "never", "description": "Not run.", "axes": ["R"]}
          ]
        }
        """;

    public static string Write(string path, bool isQuick = false)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, "matrix.json"),
            Record.Replace("QUICK", isQuick ? "true" : "false", StringComparison.Ordinal));
        var csv = new StringBuilder(Columns).Append('\n');
        foreach (var cell in Cells())
        {
            csv.AppendJoin(',', Columns.Split(',').Select(column => ValueOf(column, cell, isQuick))).Append('\n');
        }

        File.WriteAllText(Path.Combine(path, "matrix.csv"), csv.ToString());
        var run = Directory.CreateDirectory(Path.Combine(path, "cells", "load-4-r1"));
        File.WriteAllText(Path.Combine(run.FullName, "metrics.json"), MetricsJson.Write(MadeRun.Metrics()));
        return path;
    }

    private static IEnumerable<Dictionary<string, string>> Cells()
    {
        foreach (var nodes in (string[])["20", "30"])
        {
            for (var i = 0; i < 9; i++)
            {
                yield return Cell(
                    "grid", $"{nodes}-{i}", ("nodes", nodes), ("R", $"{(i / 3) + 1}"), ("W", $"{(i % 3) + 1}"));
            }
        }

        foreach (var clients in (string[])["1", "2", "4", "8", "16"])
        {
            yield return Cell("load", clients, ("concurrency", clients));
            yield return Cell("again", clients, ("concurrency", clients));
        }

        foreach (var routing in (string[])["random", "sticky"])
        {
            foreach (var zipf in (string[])["0", "0.8", "1.4"])
            {
                yield return Cell("skew", $"{routing}-{zipf}", ("routing", routing), ("zipf_s", zipf));
            }
        }

        yield return Cell("words", "on", ("hints", "on"));
        yield return Cell("words", "off", ("hints", "off"));
        yield return Cell("words", "gone", ("error", "\"no port, none\""), ("repeats", "0"), ("verdict", "not run"));
    }

    private static Dictionary<string, string> Cell(
        string row, string name, params (string Name, string Value)[] settings)
    {
        var cell = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        cell["row"] = row;
        cell["cell"] = $"{row}-{name}";
        return cell;
    }

    private static string ValueOf(string column, Dictionary<string, string> cell, bool isQuick)
    {
        if (cell.TryGetValue(column, out var value))
        {
            return value;
        }

        var weight = cell["cell"].Sum(c => c) % 17;
        return column switch
        {
            "matrix" => "made",
            "quick" => isQuick ? "true" : "false",
            "repeats" => "2",
            "verdict" => "held",
            "N" => "3",
            "R" or "W" => "2",
            "failure_mode" => "crash",
            "concurrency" => "16",
            "degradation" => "0.4",
            "error" or "rate" => "",
            _ when column.EndsWith("_ci95", StringComparison.Ordinal) => "120",
            _ when column.EndsWith("_us", StringComparison.Ordinal) => $"{900 * (weight + 1)}",
            _ when column.EndsWith("per_s", StringComparison.Ordinal) => $"{4000 + (weight * 300)}",
            _ when column.Contains('_', StringComparison.Ordinal) =>
                (1 - (weight / 50.0)).ToString(CultureInfo.InvariantCulture),
            _ => column,
        };
    }
}
