using System.Buffers;
using System.Buffers.Text;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Driver.Recording;

/// <summary>Causal contexts as base64url of their canonical encoding. Not thread-safe: it reuses its buffer.</summary>
public sealed class ContextText
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public string Of(CausalContext context)
    {
        _bytes.ResetWrittenCount();
        var writer = new WireWriter(_bytes);
        VersionCodec.Write(ref writer, context);
        writer.Flush();
        return Base64Url.EncodeToString(_bytes.WrittenSpan);
    }
}
