using System.Buffers.Text;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.History.Pbs;

namespace DynamoLab.Driver.Pbs;

/// <summary>What the clients of a run saw, out of <c>workload_*.csv</c>; read once, in the order of its rows.</summary>
internal sealed class RunSights(long sinceUs)
{
    private readonly Dictionary<string, KeyHistory> _keys = [];
    private readonly Dictionary<(string Node, bool IsRead), Dictionary<long, long>> _waits = [];

    /// <summary>One for every successful read that followed an acknowledged write of its key.</summary>
    public List<ReadSight> Reads { get; } = [];

    /// <param name="sinceUs">Reads and waits before are left out; writes before are remembered.</param>
    /// <exception cref="CannotRunException">There is not exactly one such file, or it is damaged.</exception>
    public static RunSights Read(string folder, long sinceUs)
    {
        var files = Directory.GetFiles(folder, "workload_*.csv");
        if (files.Length != 1)
        {
            throw new CannotRunException(
                $"{folder} has {files.Length} files workload_*.csv; accepted: one, as a run leaves it");
        }

        using var text = new StreamReader(files[0]);
        return Read(text, files[0], sinceUs);
    }

    /// <param name="text">The table.</param>
    /// <param name="path">As errors name it.</param>
    /// <param name="sinceUs">As above.</param>
    /// <exception cref="CannotRunException">It is damaged.</exception>
    internal static RunSights Read(TextReader text, string path, long sinceUs)
    {
        var sights = new RunSights(sinceUs);
        using var csv = new CsvReader(
            text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        try
        {
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                sights.Take(csv);
            }
        }
        catch (Exception problem) when (problem is CsvHelperException or FormatException or OverflowException
            or IOException)
        {
            throw new CannotRunException(
                $"{path}, line {csv.Parser.RawRow}: no operation of a run "
                + $"({problem.Message.Split('.')[0]})",
                problem);
        }

        return sights;
    }

    /// <summary>How long clients waited, by node; null for one they did not speak to in both ways.</summary>
    public IReadOnlyList<ClientWaits?> WaitsOf(IReadOnlyList<NodeId> nodes) =>
        [.. nodes.Select(node => WaitsOf(node.Name, false) is { } writes && WaitsOf(node.Name, true) is { } reads
            ? new ClientWaits(writes, reads)
            : null)];

    /// <summary>The same of all nodes.</summary>
    public EmpiricalDelay? WaitsOf(bool reads)
    {
        var all = _waits.Where(w => w.Key.IsRead == reads).SelectMany(w => w.Value).ToList();
        return all.Count == 0 ? null : new EmpiricalDelay(all.Select(w => (w.Key, w.Value)));
    }

    private EmpiricalDelay? WaitsOf(string node, bool isRead) => _waits.TryGetValue((node, isRead), out var waits)
        ? new EmpiricalDelay(waits.Select(w => (w.Key, w.Value)))
        : null;

    private void Take(CsvReader csv)
    {
        var kind = csv.GetField("op");
        if (csv.GetField("success") != "true" || kind is not ("READ" or "WRITE"))
        {
            return;
        }

        var startUs = (csv.GetField<DateTime>("timestamp").ToUniversalTime() - DateTime.UnixEpoch).Ticks
            / TimeSpan.TicksPerMicrosecond;
        var latencyUs = csv.GetField<long>("latency_us");
        if (startUs >= sinceUs)
        {
            CountWait(csv.GetField("node")!, kind == "READ", latencyUs);
        }

        var key = csv.GetField("key")!;
        if (kind == "WRITE")
        {
            if (csv.GetField("dot") is { Length: > 0 } dot)
            {
                HistoryOf(key).Add(startUs + latencyUs, DotOf(dot));
            }
        }
        else if (startUs >= sinceUs
            && HistoryOf(key).SightOf(startUs, ContextOf(csv.GetField("context")!)) is { } sight)
        {
            Reads.Add(sight);
        }
    }

    /// <summary>Latencies within 1/64 of each other are one.</summary>
    private void CountWait(string node, bool isRead, long latencyUs)
    {
        if (!_waits.TryGetValue((node, isRead), out var waits))
        {
            _waits[(node, isRead)] = waits = [];
        }

        var shift = Math.Max(0, 63 - 6 - System.Numerics.BitOperations.LeadingZeroCount((ulong)latencyUs));
        var rounded = latencyUs >> shift << shift;
        waits[rounded] = waits.GetValueOrDefault(rounded) + 1;
    }

    private KeyHistory HistoryOf(string key)
    {
        if (!_keys.TryGetValue(key, out var history))
        {
            _keys[key] = history = new KeyHistory();
        }

        return history;
    }

    private static Dot DotOf(string text)
    {
        var (at, colon) = (text.LastIndexOf('@'), text.LastIndexOf(':'));
        if (at < 1 || colon < at)
        {
            throw new FormatException($"'{text}' is no dot");
        }

        var epoch = ulong.Parse(
            text.AsSpan(at + 1, colon - at - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var counter = ulong.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return new Dot(new Actor(new NodeId(text[..at]), epoch), counter);
    }

    private static CausalContext ContextOf(string text)
    {
        var reader = new WireReader(Base64Url.DecodeFromChars(text));
        var context = VersionCodec.ReadContext(ref reader);
        return reader.IsComplete ? context : throw new FormatException($"'{text}' is no causal context");
    }
}
