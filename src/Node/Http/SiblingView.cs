using System.Text;
using DynamoLab.Core.Versions;

namespace DynamoLab.Node.Http;

/// <summary>One of several siblings: the value as base64, and as text where it is UTF-8.</summary>
internal sealed record SiblingView(string? Value, string? Text, string Dot, bool Tombstone)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static SiblingView Of(Sibling sibling) => new(
        sibling.Value is null ? null : Convert.ToBase64String(sibling.Value),
        sibling.Value is null ? null : TextOf(sibling.Value),
        sibling.Dot.ToString(),
        sibling.IsTombstone);

    private static string? TextOf(byte[] value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
