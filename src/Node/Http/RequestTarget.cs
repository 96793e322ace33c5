using System.Text;

namespace DynamoLab.Node.Http;

/// <summary>
/// The target of a request line, taken apart by hand: a key may hold any byte, and a parsed path would have resolved
/// its dots and kept its encoded slashes.
/// </summary>
internal sealed class RequestTarget
{
    private const string KeyPrefix = "/kv/";

    private readonly string _query;

    private RequestTarget(string path, string query) => (Path, _query) = (path, query);

    /// <summary>Still percent-encoded.</summary>
    public string Path { get; }

    public bool IsKey => Path.StartsWith(KeyPrefix, StringComparison.Ordinal);

    public static RequestTarget Of(string rawTarget)
    {
        // A proxy's absolute form has a scheme and an authority in front.
        var start = rawTarget.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? rawTarget.IndexOf('/', 7) : 0;
        var target = start < 0 ? "/" : rawTarget[start..];
        var question = target.IndexOf('?');
        return question < 0 ? new(target, "") : new(target[..question], target[(question + 1)..]);
    }

    /// <summary>The key's bytes; false when its percent-encoding is broken.</summary>
    public bool TryGetKey(out byte[] key) => TryDecode(Path[KeyPrefix.Length..], out key);

    /// <summary>The parameter's text, or null where it is absent or its encoding is broken.</summary>
    public string? Parameter(string name)
    {
        foreach (var pair in _query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals] == name)
            {
                return TryDecode(pair[(equals + 1)..], out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
            }
        }

        return null;
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        var count = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i];
            if (value == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit((char)encoded[i + 1])
                    || !char.IsAsciiHexDigit((char)encoded[i + 2]))
                {
                    bytes = [];
                    return false;
                }

                value = (byte)((Digit(encoded[i + 1]) << 4) | Digit(encoded[i + 2]));
                i += 2;
            }

            encoded[count++] = value;
        }

        bytes = encoded[..count];
        return true;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
