using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>A connection that speaks the Redis protocol, one question at a time.</summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    public static async Task<RespConnection> OpenAsync(int port)
    {
        var connection = new RespConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    public static byte[] Command(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        var count = third.IsEmpty ? 2 : 3;
        return [.. Header('*', count), .. Part(first), .. Part(second), .. third.IsEmpty ? [] : Part(third)];
    }

    /// <summary>Sends commands and reads as many answers; returns the first line of the last one.</summary>
    public async ValueTask<string> AskAsync(byte[] commands, int answers)
    {
        await _socket.SendAsync(commands, SocketFlags.None);
        var last = "";
        for (var i = 0; i < answers; i++)
        {
            last = await ReadAsync();
        }

        return last;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private static byte[] Header(char kind, int number) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{number}\r\n"));

    private static byte[] Part(ReadOnlySpan<byte> bytes) => [.. Header('$', bytes.Length), .. bytes, .. "\r\n"u8];

    /// <summary>A status, an error, an integer or a bulk string, of which only the header is returned.</summary>
    private async ValueTask<string> ReadAsync()
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        var line = Encoding.ASCII.GetString(_buffer, _start, length);
        _start += length + 2;
        if (line is ['$', not '-', ..])
        {
            var bytes = int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) + 2;
            while (_end - _start < bytes)
            {
                await FillAsync();
            }

            _start += bytes;
        }

        return line;
    }

    private async ValueTask FillAsync()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None);
        _end += count > 0 ? count : throw new IOException("the server closed the connection");
    }
}
