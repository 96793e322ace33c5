using System.Text;

namespace DynamoLab.Fuzz.Targets;

/// <summary>Texts as bytes and back.</summary>
internal static class Text
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static IReadOnlyList<byte[]> Words(params string[] words) => [.. words.Select(Bytes)];

    /// <summary>As a file is read: bytes that are no UTF-8 become the character for that.</summary>
    public static string Of(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static string Resource(string name)
    {
        using var stream = typeof(Text).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built in");
        return new StreamReader(stream).ReadToEnd();
    }
}
