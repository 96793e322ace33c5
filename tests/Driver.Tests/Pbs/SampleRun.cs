using System.Globalization;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Pbs;
using DynamoLab.Driver.Recording;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Pbs;

/// <summary>
/// The folder of a run of three nodes with N = 3, R = W = 1: links take 10 ms for a write, 1 ms for all else, clients
/// wait for nothing, and every second read misses a write that is younger than 10 ms.
/// </summary>
internal static class SampleRun
{
    private static readonly NodeId[] Nodes = [new("node1"), new("node2"), new("node3")];

    public static void Write(ScratchFolder scratch, string versioning = "dvv")
    {
        scratch.File("experiment_config.json", $$$"""
            {"parameters": {"N": 3, "R": 1, "W": 1, "routing": "random", "durability": "buffered",
             "versioning": "{{{versioning}}}"}}
            """);
        var start = new Instant(1_700_000_000_000_000);
        scratch.File("metrics.json", MetricsJson.Write(
            new MetricsCollector(start, warmupSeconds: 1).Finish(new RunEnd { End = start.PlusMs(5000) })));
        scratch.File("delays.json", Delays());
        scratch.File("workload_20260131_134506.csv", Operations());
    }

    public static string Delays() => DelaysJson.Of(
        0, Nodes, [.. Nodes.Select(to => (to, new DelaysResponse(
            17,
            [
                .. from leg in Enum.GetValues<ReplicationLeg>()
                   from peer in Nodes
                   where peer != to
                   select new PeerDelays(leg, peer, 0, [new(leg == ReplicationLeg.Write ? 10_000 : 1000, 4)]),
            ])))]);

    /// <summary>Per key: a write, and reads 2 and 20 ms after it, on every other key without it.</summary>
    private static string Operations()
    {
        var text = new StringBuilder("timestamp,worker,op,key,node,success,latency_us,context,dot\n");
        var (contexts, start) = (new ContextText(), new DateTime(2026, 1, 31, 13, 45, 6, DateTimeKind.Utc));
        for (var i = 0; i < 600; i++)
        {
            var dot = new Dot(new Actor(Nodes[0], 0x18f), (ulong)i + 1);
            var seen = contexts.Of(CausalContext.Empty.With(dot));
            var early = i % 2 == 0 ? seen : contexts.Of(CausalContext.Empty);
            Row(start.AddSeconds(i), "WRITE", i, "", $"node1@18f:{i + 1}");
            Row(start.AddSeconds(i).AddMilliseconds(2), "READ", i, early, "");
            Row(start.AddSeconds(i).AddMilliseconds(20), "READ", i, seen, "");
        }

        return text.ToString();

        void Row(DateTime at, string op, int key, string context, string dot) => text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"{at:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'},0,{op},key-{key},node1,true,0,{context},{dot}\n"));
    }
}
