using System.IO.Compression;
using DynamoLab.Driver;
using DynamoLab.Driver.Bundles;
using DynamoLab.Fuzz.Engine;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Bundles: the zip file raw, and each of the files that <c>rerun</c> reads in a zip file that is otherwise right.
/// </summary>
internal static class BundleTargets
{
    /// <summary>Deflate makes a thousand bytes of one at best; they are copied, decoded and parsed.</summary>
    private const int UnpackedPerByte = 8 * 1032;

    private const string Metrics =
        """
        {"overall": {"successful_ops_per_s": 1000.5, "availability_with_failover": 1,
          "operations": {"READ": {"service_time": {"p50_us": 900, "p99_us": 1e4}}}}, "impact": {"recovery_s": null}}
        """;

    private const string Config =
        """
        {"repeat": "dotnet run -c Release --project src/Driver -- run --nodes 5 --ops 10 --label 'a b' --seed 4",
         "environment": {"started_at": "x", "cpu_count": 2, "os": "Linux"}}
        """;

    private static readonly string Manifest = ManifestOf(Config, Metrics).ToJson();

    private static readonly IReadOnlyList<byte[]> Words = Text.Words(
        "{", "}", "[", "]", "\"", "null", "../", "/etc/passwd", "metrics.json", "summary.txt", "--node_binary",
        "--output_dir", "\\\\", "'", "\\u0000", "\\ud800", "\n");

    public static IEnumerable<FuzzTarget> Make() =>
    [
        TargetOf("bundle", Zip(Manifest, Config, Metrics), bytes => bytes, share: 10),
        TargetOf("bundle_manifest", Text.Bytes(Manifest), bytes => Zip(Text.Of(bytes), Config, Metrics), share: 2),
        TargetOf("bundle_config", Text.Bytes(Config), bytes => Whole(Text.Of(bytes), Metrics), share: 2),
        TargetOf("bundle_metrics", Text.Bytes(Metrics), bytes => Whole(Config, Text.Of(bytes)), share: 2),
    ];

    private static FuzzTarget TargetOf(string name, byte[] sample, Func<byte[], byte[]> zipOf, int share) =>
        new(name, [sample], bytes => Parse(zipOf(bytes)))
        {
            Words = Words,
            AllocationBase = 2 * 1024 * 1024,
            AllocationPerByte = UnpackedPerByte,
            Share = share,
        };

    /// <summary>All that <c>rerun</c> does with a bundle, but for the runs.</summary>
    private static Verdict Parse(byte[] zip) => Judge.Of<CannotRunException>(() =>
    {
        var bundle = Bundle.Read(new MemoryStream(zip), "b.zip");
        var (config, metrics) = (bundle.TextOf(Bundle.Config), bundle.TextOf(Bundle.Metrics));
        _ = new RerunReport(metrics, [metrics, Metrics]).Lines().Count();
        _ = Surroundings.Differences(config, Config).Count();
        RunArguments.Check(bundle.Manifest.Arguments);
    });

    private static byte[] Whole(string config, string metrics) =>
        Zip(ManifestOf(config, metrics).ToJson(), config, metrics);

    private static BundleManifest ManifestOf(string config, string metrics) => new(
        ["run", "--nodes", "5", "--ops", "10", "--seed", "4"],
        [BundledFile.Of(Bundle.Config, Text.Bytes(config)), BundledFile.Of(Bundle.Metrics, Text.Bytes(metrics))]);

    private static byte[] Zip(string manifest, string config, string metrics)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, BundleManifest.FileName, manifest);
            Add(zip, Bundle.Config, config);
            Add(zip, Bundle.Metrics, metrics);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var content = entry.Open();
        content.Write(Text.Bytes(text));
    }
}
