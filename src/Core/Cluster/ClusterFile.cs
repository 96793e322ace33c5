using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DynamoLab.Core.Cluster;

/// <summary>
/// The text of <c>cluster_procs.json</c>: <c>{"node1": {"pid": 12345, "port": 60000}}</c>. Users' scripts rely on
/// exactly <c>pid</c> and <c>port</c>; further fields are kept. Pure: reading and writing the file is the host's.
/// </summary>
public sealed class ClusterFile
{
    public static readonly ClusterFile Empty = new([]);

    private readonly ClusterEntry[] _entries;

    private ClusterFile(ClusterEntry[] sorted) => _entries = sorted;

    /// <summary>Sorted by node; no node and no port occurs twice.</summary>
    public IReadOnlyList<ClusterEntry> Entries => _entries;

    /// <summary>Of several entries with the same node or port the last one counts.</summary>
    public static ClusterFile Of(IEnumerable<ClusterEntry> entries) =>
        entries.Aggregate(Empty, static (file, entry) => file.With(entry));

    /// <param name="text">The file's whole text; an empty one is no cluster file.</param>
    /// <param name="file">What it says, or <see cref="Empty"/> when it is wrong.</param>
    /// <param name="error">Empty, or what is wrong, naming the line and the field.</param>
    /// <returns>True when the text is right.</returns>
    public static bool TryParse(string text, out ClusterFile file, out string error)
    {
        var entries = ClusterFileParser.Parse(Encoding.UTF8.GetBytes(text), out error);
        file = error.Length == 0 ? new ClusterFile([.. entries.OrderBy(e => e.Node)]) : Empty;
        return error.Length == 0;
    }

    public ClusterEntry? EntryOf(NodeId node) => Array.Find(_entries, e => e.Node == node);

    /// <summary>
    /// Adds the entry. One with the same node gives way, and so does one with the same port: whoever listens there now
    /// is the one that registers.
    /// </summary>
    public ClusterFile With(ClusterEntry entry)
    {
        var others = _entries.Where(e => e.Node != entry.Node && e.Port != entry.Port);
        return new ClusterFile([.. others.Append(entry).OrderBy(e => e.Node)]);
    }

    public ClusterFile Without(NodeId node) => new([.. _entries.Where(e => e.Node != node)]);

    /// <summary>One line per node, sorted, with a line feed at the end: the same entries give the same text.</summary>
    public string Format()
    {
        if (_entries.Length == 0)
        {
            return "{}\n";
        }

        var text = new StringBuilder("{\n");
        foreach (var entry in _entries)
        {
            text.Append(ReferenceEquals(entry, _entries[0]) ? "" : ",\n").Append("  ").Append(Quote(entry.Node.Name));
            text.Append(": {\"pid\": ").Append(entry.ProcessId).Append(", \"port\": ").Append(entry.Port);
            if (entry.Host != ClusterEntry.HostDefault)
            {
                text.Append(", \"host\": ").Append(Quote(entry.Host));
            }

            if (entry.SecretFile is { } secretFile)
            {
                text.Append(", \"secret_file\": ").Append(Quote(secretFile));
            }

            if (entry.TlsAuthority is { } authority)
            {
                text.Append(", \"tls_ca\": ").Append(Quote(authority));
            }

            foreach (var field in entry.Extra)
            {
                text.Append(", ").Append(Quote(field.Name)).Append(": ").Append(field.Json);
            }

            text.Append('}');
        }

        return text.Append("\n}\n").ToString();
    }

    private static string Quote(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
