using DynamoLab.Core;
using DynamoLab.History;
using DynamoLab.History.Metrics;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Tests;

/// <summary>A run that nobody ran: half a minute of five nodes, one of which crashes and comes back.</summary>
internal static class MadeRun
{
    public const int Seconds = 30;
    public const int InjectS = 8;
    public const int HealS = 17;

    private const int OperationsPerSecond = 40;

    private static readonly Instant Start = new(1_700_000_000_000_000);

    /// <param name="path">The folder, which is made.</param>
    /// <param name="label">Of the run.</param>
    /// <param name="change">What is different about its figures.</param>
    public static string Write(string path, string label = "made", Func<RunMetrics, RunMetrics>? change = null)
    {
        Directory.CreateDirectory(path);
        var metrics = (change ?? (m => m))(Metrics());
        File.WriteAllText(Path.Combine(path, RunFolder.MetricsName), MetricsJson.Write(metrics));
        File.WriteAllText(Path.Combine(path, RunFolder.ConfigName), Config(label));
        return path;
    }

    public static RunMetrics Metrics()
    {
        var collector = new MetricsCollector(Start, warmupSeconds: InjectS);
        for (var i = 0; i < Seconds * OperationsPerSecond; i++)
        {
            collector.Observe(Operation(i));
        }

        collector.Observe(Crash(FaultPhase.Inject, InjectS));
        collector.Observe(Crash(FaultPhase.Heal, HealS));
        var metrics = collector.Finish(new RunEnd
        {
            End = At(Seconds),
            Rounds = Enumerable.Range(0, 100).ToDictionary(
                i => new Key($"key-{i}"), i => i < 99 ? (int?)(i % 4) : null),
        });
        return metrics with
        {
            Verdict = new VerdictMetrics
            {
                ExitCode = 1,
                Summary = "broken: promise 2",
                Promises =
                [
                    new() { Promise = 1, Outcome = "held", Evidence = "500 acknowledged writes: 0 lost" },
                    new()
                    {
                        Promise = 2, Outcome = "broken", Evidence = "100 keys: 1 did not converge",
                        Violations = ["key <key-99>: replicas differ & stay so"], ViolationCount = 3,
                    },
                ],
            },
            Notes = ["a note with <angles>"],
            Healing = Healing(metrics.Overall),
            Load = Load(),
            Divergence = DivergenceMetrics.Of(
                [
                    .. Enumerable.Range(0, 10)
                        .Select(i => new DivergenceSample(3 * i, 100, i is > 2 and < 7 ? 7 * i : 0)),
                ],
                healedAtS: HealS),
        };
    }

    private static HealingMetrics Healing(WindowMetrics overall)
    {
        var phase = new HealingPhase
        {
            Name = HealingPhase.Failure,
            StartUs = overall.StartUs,
            EndUs = overall.EndUs,
            Hint = new HealingCount(0, 0),
            ReadRepair = new HealingCount(31, 40),
            BackgroundExchange = new HealingCount(12, 12),
            ExplicitRound = new HealingCount(0, 0),
        };
        return new HealingMetrics
        {
            Phases = [phase, phase with { Name = HealingPhase.Recovery, Hint = new HealingCount(220, 240) }],
            Total = phase with { Name = HealingPhase.Total },
        };
    }

    private static LoadMetrics Load() => new()
    {
        Nodes = [.. Enumerable.Range(1, 5).Select(i => new NodeShare
        {
            Node = $"node{i}",
            CoordinatedReads = 100 * i,
            CoordinatedWrites = 90 * i,
            ReplicaReads = 300 * i,
            ReplicaWrites = 310 * i,
            CoordinatedShare = i / 15.0,
            ExpectedCoordinatedShare = 0.2,
            ReplicaShare = 0.15 + (i / 60.0),
            ExpectedReplicaShare = 0.2,
        })],
        HottestKey = new KeyShare("key-000000000000", 120, 0.1, 0.11),
        BusiestKeys = [.. Enumerable.Range(0, 10).Select(i => new KeyShare(
            $"key-{i:000000000000}", 120 / (i + 1), 0.1 / (i + 1), 0.11 / (i + 1)))],
    };

    private static Operation Operation(int i)
    {
        var start = Start.PlusUs(i * 1_000_000L / OperationsPerSecond);
        var second = i / OperationsPerSecond;
        var isDown = second is >= InjectS and < HealS;
        var node = new NodeId($"node{(i % 5) + 1}");
        var isSuccess = !(isDown && node.Name == "node2");
        var end = start.PlusUs(800 + (i % 37 * 90) + (isDown && i % 20 == 0 ? 60_000 : 0));
        return new Operation
        {
            Worker = i % 4,
            Kind = i % 2 == 0 ? OperationKind.Read : OperationKind.Write,
            Key = new Key($"key-{i % 100}"),
            Intended = start,
            Start = start,
            End = end,
            IsSuccess = isSuccess,
            Node = node,
            Attempts = [new AttemptRecord(node, start, end, isSuccess, isSuccess ? "" : "timeout")],
            SiblingCount = 1 + (second / 10),
            ClockEntries = 1 + (second / 5),
            ClockBytes = 14 + second,
            Error = isSuccess ? "" : "timeout",
        };
    }

    private static FaultEvent Crash(FaultPhase phase, double second) =>
        new("crash", new NodeId("node2"), At(second - 0.2), At(second), phase);

    /// <summary>So many kinds that colours repeat, one after the other on the same node.</summary>
    public static RunMetrics WithManyFaults(RunMetrics metrics) => metrics with
    {
        Faults = [.. Enumerable.Range(0, 10).SelectMany(i => new[]
        {
            Fault($"kind_{i}", "inject", 2 * i), Fault($"kind_{i}", "heal", (2 * i) + 1.5),
        })],
    };

    private static FaultMetrics Fault(string kind, string phase, double second) =>
        new(kind, "node2", phase, At(second - 0.2).Microseconds, At(second).Microseconds);

    private static Instant At(double seconds) => Start.PlusUs((long)(seconds * 1e6));

    private static string Config(string label) => $$"""
        {
          "started_at": "2026-01-31T13:45:06Z",
          "parameters": {
            "nodes": 5, "workload": "A", "dist": "uniform", "failure_mode": "crash", "concurrency": 4, "rate": null,
            "N": 3, "R": 2, "W": 2, "quorum": "sloppy", "durability": "buffered", "host": "embedded",
            "label": "{{label}}", "seed": 7
          },
          "repeat": "dynamolab run --nodes 5 --label {{label}} --seed 7",
          "environment": {
            "version": "1.0.0", "commit": "0123456789abcdef0123456789abcdef01234567", "os": "Debian GNU/Linux 12",
            "cpu_model": "unknown", "cpu_count": 2
          }
        }
        """;
}
