using System.Buffers.Text;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Driver.Commands;

/// <summary>Reads a causal context that was printed or came in an HTTP header.</summary>
internal static class ContextInput
{
    /// <param name="text">Base64 of its canonical encoding; the alphabet for addresses does as well.</param>
    /// <exception cref="CannotRunException">The text is no context.</exception>
    public static CausalContext Parse(string text)
    {
        var plain = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (Base64Url.IsValid(plain, out var length) && length is > 0 and <= Limits.ContextBytesMax)
        {
            var reader = new WireReader(Base64Url.DecodeFromChars(plain));
            var context = VersionCodec.ReadClientContext(ref reader);
            if (reader.IsComplete)
            {
                return context;
            }
        }

        throw new CannotRunException($"--context {text} is not a causal context; 'get' and 'put' print them");
    }
}
