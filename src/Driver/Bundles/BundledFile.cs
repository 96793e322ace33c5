using System.Security.Cryptography;

namespace DynamoLab.Driver.Bundles;

/// <summary>A file of a bundle.</summary>
/// <param name="Name">As in the run's folder; no folder in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
internal sealed record BundledFile(string Name, long Bytes, string Sha256)
{
    public static BundledFile Of(string name, byte[] content) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
