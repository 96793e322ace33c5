using DynamoLab.Core;
using DynamoLab.Driver;
using DynamoLab.Driver.Pbs;
using DynamoLab.Fuzz.Engine;
using DynamoLab.History.Metrics;
using DynamoLab.Report;
using DynamoLab.Report.Runs;
using DynamoLab.Report.Tests;
using RunReport = DynamoLab.Report.Runs.RunReport;

namespace DynamoLab.Fuzz.Targets;

/// <summary>The files of a run's folder, as <c>report</c> and <c>pbs</c> read them.</summary>
internal static class RunTargets
{
    private const string Config =
        """
        {"started_at": "2026-01-31T13:45:06Z", "repeat": "dynamolab run --nodes 5 --seed 7",
         "parameters": {"nodes": 5, "workload": "A", "failure_mode": "crash", "rate": null, "N": 3, "R": 2, "W": 2,
           "versioning": "dvv", "routing": "random", "durability": "buffered", "label": "x"},
         "environment": {"version": "1.0.0", "commit": "0123456789abcdef0123456789abcdef01234567", "cpu_count": 2}}
        """;

    private const string Delays =
        """
        {"schema_version": 1, "unit": "us", "since_us": 0, "sampled_one_in": 17, "nodes": ["node1", "node2"],
         "links": [{"leg": "W", "from": "node1", "to": "node2", "unclear": 0, "buckets": [[10000, 4], [1, 2]]},
                   {"leg": "S", "from": "node2", "to": "node1", "unclear": 1, "buckets": []}]}
        """;

    private const string Operations =
        "timestamp,worker,op,key,node,success,latency_us,versions,context,error,dot\n"
        + "2026-01-31T13:45:06.000001Z,0,WRITE,key-1,node1,true,900,[],AAA,,node1@18f:1\n"
        + "2026-01-31T13:45:06.002000Z,0,READ,key-1,node1,true,1200,\"[a, b]\",AAA,,\n"
        + "2026-01-31T13:45:06.004000Z,1,READ,key-1,node2,false,0,,,\"time-out, \"\"late\"\"\",\n";

    private static readonly RunConfig Plain = RunConfig.Parse(Config);

    private static readonly IReadOnlyList<byte[]> Words = Text.Words(
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "\\ud800", "1e999", "-1e308", "NaN", "\n", "READ", "WRITE");

    public static IEnumerable<FuzzTarget> Make() =>
    [
        TargetOf("metrics", MetricsJson.Write(MadeRun.Metrics()), ParseMetrics, share: 1),
        TargetOf("config", Config, ParseConfig, share: 100),
        TargetOf("delays", Delays, text => Judge.Of<CannotRunException>(() => DelaysJson.Parse(text, "d")), share: 200),
        TargetOf("operations", Operations, ParseOperations, share: 20),
    ];

    private static FuzzTarget TargetOf(string name, string sample, Func<string, Verdict> parse, int share) =>
        new(name, [Text.Bytes(sample)], bytes => parse(Text.Of(bytes)))
        {
            Words = Words,
            AllocationBase = 4 * 1024 * 1024,
            AllocationPerByte = 1024,
            Share = share,
        };

    private static Verdict ParseMetrics(string text) => Judge.Of<ReportException>(
        () => _ = RunReport.Charts(new RunFolder("run", RunFolder.MetricsOf(text, "run"), Plain)).Count);

    private static Verdict ParseConfig(string text) => Judge.Of<ReportException>(() =>
    {
        var config = RunFolder.ConfigOf(text, "run");
        _ = (config.Parameters.Count, config.Surroundings.Count, config.Repeat, config.StartedAt, config.Commit);
    });

    private static Verdict ParseOperations(string text) => Judge.Of<CannotRunException>(() =>
    {
        var sights = RunSights.Read(new StringReader(text), "workload.csv", sinceUs: 0);
        _ = (sights.WaitsOf(reads: true), sights.WaitsOf([new NodeId("node1")]).Count);
    });
}
