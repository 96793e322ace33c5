using System.Buffers;
using System.Buffers.Text;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Http;

/// <summary>A causal context as text: the base64url of its canonical encoding, in <c>X-Dynamo-Context</c>.</summary>
internal static class ContextHeader
{
    public const string Name = "X-Dynamo-Context";

    public static string Format(CausalContext context)
    {
        var bytes = new ArrayBufferWriter<byte>(64);
        var writer = new WireWriter(bytes);
        VersionCodec.Write(ref writer, context);
        writer.Flush();
        return Base64Url.EncodeToString(bytes.WrittenSpan);
    }

    public static bool TryParse(string text, out CausalContext context)
    {
        context = CausalContext.Empty;
        if (!Base64Url.IsValid(text, out var length) || length is 0 or > Limits.ContextBytesMax)
        {
            return false;
        }

        var reader = new WireReader(Base64Url.DecodeFromChars(text));
        context = VersionCodec.ReadClientContext(ref reader);
        return reader.IsComplete;
    }
}
