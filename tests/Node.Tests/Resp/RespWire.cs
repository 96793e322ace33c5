using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DynamoLab.Core.Handshakes;
using DynamoLab.Trust;

namespace DynamoLab.Node.Tests.Resp;

/// <summary>The Redis protocol, plain or over TLS: what is sent and expected are texts, as bytes of Latin 1.</summary>
internal sealed class RespWire : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    private Stream _stream = Stream.Null;

    public static async Task<RespWire> OpenAsync(int port, ClusterSecret? secret = null, ClusterTls? tls = null)
    {
        var wire = new RespWire();
        await wire._client.ConnectAsync("127.0.0.1", port);
        wire._stream = wire._client.GetStream();
        if (tls is not null)
        {
            var options = tls.CallingOptions("127.0.0.1");
            options.ApplicationProtocols = null;
            var secured = new SslStream(wire._stream);
            await secured.AuthenticateAsClientAsync(options);
            wire._stream = secured;
        }

        if (secret is not null)
        {
            await wire.SendAsync($"AUTH {secret.HttpToken}");
            await wire.ExpectAsync("+OK\r\n");
        }

        return wire;
    }

    /// <summary>Commands in one piece; their arguments are what stands between spaces.</summary>
    public Task SendAsync(params string[] commands) =>
        SendAsync(Encoding.Latin1.GetBytes(string.Concat(commands.Select(Encoded))));

    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The node may close before it has read all; what it said before is what the test reads.
        }
    }

    /// <summary>Reads as many bytes as are expected, and no more.</summary>
    public async Task ExpectAsync(string expected)
    {
        var bytes = new byte[expected.Length];
        var count = await _stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        Assert.Equal(expected, Encoding.Latin1.GetString(bytes, 0, count));
    }

    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (!line.ToString().EndsWith('\n') && await _stream.ReadAsync(one) > 0)
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd();
    }

    public async Task AskAsync(string command, string expected)
    {
        await SendAsync(command);
        await ExpectAsync(expected);
    }

    /// <summary>The node has closed the connection.</summary>
    public async Task ExpectEndAsync() => Assert.Equal("", await ReadLineAsync());

    public void Dispose() => _client.Dispose();

    private static string Encoded(string command)
    {
        var arguments = command.Split(' ');
        return $"*{arguments.Length}\r\n" + string.Concat(arguments.Select(a => $"${a.Length}\r\n{a}\r\n"));
    }
}
