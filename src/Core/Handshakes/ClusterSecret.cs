using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Handshakes;

/// <summary>
/// What the nodes and clients of one cluster know and nobody else. It never leaves the process: only proofs made with
/// it do. See docs/protocol.md. Reading it from its file, and drawing it, is the host's.
/// </summary>
public sealed class ClusterSecret
{
    /// <summary>Bytes of the random number that each side of a handshake contributes.</summary>
    public const int NonceBytes = 32;

    /// <summary>Bytes of an HMAC-SHA256.</summary>
    public const int MacBytes = 32;

    public const int LengthMin = 32;

    public const int LengthMax = 1024;

    /// <summary>The longest that its file may be: a line and its end.</summary>
    public const int TextBytesMax = LengthMax + 2;

    /// <summary>What a secret may be, as the end of "accepted: ".</summary>
    public const string Accepted =
        "one line of 32 to 1024 visible ASCII characters, such as 'openssl rand -hex 32' prints";

    private const string CallerLabel = "dynamolab/1 caller";
    private const string NodeLabel = "dynamolab/1 node";

    private readonly byte[] _key;

    private ClusterSecret(byte[] key)
    {
        _key = key;
        HttpToken = Convert.ToHexStringLower(HMACSHA256.HashData(key, "dynamolab http token"u8));
    }

    /// <summary>
    /// What HTTP asks for as a bearer: 64 hexadecimal digits. Who has it cannot find the secret, nor speak as a node.
    /// </summary>
    public string HttpToken { get; }

    /// <param name="text">What its file holds; the end of the line is none of it.</param>
    /// <param name="error">Empty, or what is wrong, without the text.</param>
    public static ClusterSecret? Read(ReadOnlySpan<byte> text, out string error)
    {
        error = TryParse(text, out var secret) ? "" : $"holds no secret; accepted: {Accepted}";
        return secret;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ClusterSecret? secret)
    {
        var line = text.TrimEnd("\r\n"u8);
        secret = line.Length is >= LengthMin and <= LengthMax && !line.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? new ClusterSecret(line.ToArray())
            : null;
        return secret is not null;
    }

    /// <summary>In constant time.</summary>
    public bool IsHttpToken(ReadOnlySpan<char> token) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(token), MemoryMarshal.AsBytes<char>(HttpToken));

    /// <summary>What the caller proves its knowledge with.</summary>
    internal byte[] CallerMac(Hello hello, Challenge challenge, ReadOnlySpan<byte> callerNonce) =>
        Mac(CallerLabel, hello, challenge, callerNonce, 0);

    /// <summary>What the node proves its knowledge with.</summary>
    internal byte[] NodeMac(
        Hello hello, Challenge challenge, ReadOnlySpan<byte> callerNonce, ulong incarnation) =>
        Mac(NodeLabel, hello, challenge, callerNonce, incarnation);

    /// <summary>Over all that was said, so that no part of it can be another's, and no proof be used twice.</summary>
    private byte[] Mac(
        string label, Hello hello, Challenge challenge, ReadOnlySpan<byte> callerNonce, ulong incarnation)
    {
        var said = new ArrayBufferWriter<byte>(256);
        var writer = new WireWriter(said);
        writer.WriteText(label, Limits.TextBytesMax);
        hello.WriteTo(ref writer);
        challenge.WriteTo(ref writer);
        writer.WriteFixed(callerNonce, NonceBytes);
        writer.WriteVarint(incarnation);
        writer.Flush();
        return HMACSHA256.HashData(_key, said.WrittenSpan);
    }
}
