using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Driver.Commands;

/// <summary>A causal context as text: base64 of its canonical encoding.</summary>
internal static class ContextText
{
    public static string Of(CausalContext context)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(bytes);
        VersionCodec.Write(ref writer, context);
        writer.Flush();
        return Convert.ToBase64String(bytes.WrittenSpan);
    }

    /// <exception cref="CannotRunException">The text is none of ours.</exception>
    public static CausalContext Parse(string text)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length is > 0 and <= Limits.ContextBytesMax)
        {
            var reader = new WireReader(bytes.AsSpan(0, length));
            var context = VersionCodec.ReadContext(ref reader);
            if (reader.IsComplete)
            {
                return context;
            }
        }

        throw new CannotRunException($"--context {text} is not a causal context; 'get' and 'put' print them");
    }
}
