using System.Text;
using System.Text.Json;

namespace DynamoLab.Core.Cluster;

/// <summary>Reads the entries of a cluster file token by token, so that an error can name its line.</summary>
internal ref struct ClusterFileParser
{
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private string _error = "";

    private ClusterFileParser(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8);
    }

    /// <summary>The entries in the file's order; with an error, those before it.</summary>
    public static List<ClusterEntry> Parse(ReadOnlySpan<byte> utf8, out string error)
    {
        var parser = new ClusterFileParser(utf8);
        var entries = new List<ClusterEntry>();
        try
        {
            parser.ReadEntries(entries);
            error = parser._error;
        }
        catch (JsonException e)
        {
            error = $"line {(e.LineNumber ?? 0) + 1}: not valid JSON";
        }
        catch (InvalidOperationException)
        {
            // What the reader says of an escape that is half of a character.
            error = $"line {parser.Line}: a text that is no Unicode";
        }

        return entries;
    }

    private void ReadEntries(List<ClusterEntry> entries)
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Fail("expected an object of nodes, such as {\"node1\": {\"pid\": 12345, \"port\": 60000}}");
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString() ?? "";
            if (!NodeId.IsValid(name))
            {
                var shown = JsonEncodedText.Encode(name);
                Fail($"\"{shown}\" is no node id: 1 to {NodeId.LengthMax} of letters, digits, '.', '_' and '-'");
                return;
            }

            var line = Line;
            var entry = ReadEntry(new NodeId(name));
            if (_error.Length > 0 || !IsNew(entry, entries, line))
            {
                return;
            }

            entries.Add(entry);
        }

        _reader.Read();
    }

    private bool IsNew(ClusterEntry entry, List<ClusterEntry> entries, int line)
    {
        foreach (var other in entries)
        {
            if (other.Node == entry.Node)
            {
                FailAt(line, $"{entry.Node} occurs twice");
                return false;
            }

            if (other.Port == entry.Port)
            {
                FailAt(line, $"{entry.Node} has \"port\" {entry.Port}, which {other.Node} has already");
                return false;
            }
        }

        return true;
    }

    private ClusterEntry ReadEntry(NodeId node)
    {
        var line = Line;
        int? processId = null, port = null;
        var host = ClusterEntry.HostDefault;
        string? secretFile = null, tlsAuthority = null;
        var extra = new List<ClusterField>();
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Fail($"{node} must be an object with \"pid\" and \"port\"");
        }

        while (_error.Length == 0 && _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString() ?? "";
            _reader.Read();
            switch (name)
            {
                case "pid":
                    processId = ReadNumber(node, name, int.MaxValue);
                    break;
                case "port":
                    port = ReadNumber(node, name, 65535);
                    break;
                case "host" when _reader.TokenType == JsonTokenType.String:
                    host = _reader.GetString() ?? host;
                    break;
                case "secret_file" when _reader.TokenType == JsonTokenType.String:
                    secretFile = _reader.GetString();
                    break;
                case "tls_ca" when _reader.TokenType == JsonTokenType.String:
                    tlsAuthority = _reader.GetString();
                    break;
                default:
                    extra.Add(new ClusterField(name, ReadRaw()));
                    break;
            }
        }

        if (processId is null || port is null)
        {
            FailAt(line, $"{node} has no {(processId is null ? "\"pid\"" : "\"port\"")}");
        }

        return new ClusterEntry(node, processId ?? 0, port ?? 0)
        {
            Host = host,
            SecretFile = secretFile,
            TlsAuthority = tlsAuthority,
            Extra = extra,
        };
    }

    private int? ReadNumber(NodeId node, string name, int max)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var number)
            && number >= 1 && number <= max)
        {
            return number;
        }

        Fail($"{node} has \"{name}\" {ReadRaw().ReplaceLineEndings(" ")}; accepted: 1 to {max}");
        return null;
    }

    private string ReadRaw()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return Encoding.UTF8.GetString(_utf8[start..(int)_reader.BytesConsumed]);
    }

    private readonly int Line => _utf8[..(int)_reader.TokenStartIndex].Count((byte)'\n') + 1;

    private void Fail(string what) => FailAt(Line, what);

    private void FailAt(int line, string what)
    {
        // The first error is the one to tell; what follows is often only its consequence.
        if (_error.Length == 0)
        {
            _error = $"line {line}: {what}";
        }
    }
}
