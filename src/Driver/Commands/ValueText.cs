using System.Text;

namespace DynamoLab.Driver.Commands;

/// <summary>A stored value as a person can read it.</summary>
internal static class ValueText
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text in quotes where the bytes are text without control characters, else base64.</summary>
    public static string Of(byte[]? value)
    {
        if (value is null)
        {
            return "deleted";
        }

        try
        {
            var text = Strict.GetString(value);
            return text.Any(char.IsControl) ? Base64(value) : $"\"{text}\"";
        }
        catch (DecoderFallbackException)
        {
            return Base64(value);
        }
    }

    private static string Base64(byte[] value) => $"base64 {Convert.ToBase64String(value)}";
}
