using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Trust;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The bytes of one connection that is not Kestrel's, both ways: all that the rest knows of its socket. What can be
/// received or sent at once completes at once, on the thread that asks.
/// </summary>
internal sealed class Transport(Socket socket) : IDisposable
{
    private SslStream? _tls;
    private ReadOnlyMemory<byte> _givenBack;

    /// <summary>Whether bytes come in records of TLS, of which one at most is received at a time.</summary>
    public bool IsTls => _tls is not null;

    /// <summary>Bytes that can be received at once; over TLS, still encrypted.</summary>
    public int Available => socket.Available;

    /// <summary>From now on TLS is spoken, with who called.</summary>
    /// <exception cref="AuthenticationException">It does not understand.</exception>
    public async Task<SslStream> AnswerTlsAsync(ClusterTls tls, CancellationToken cancellation)
    {
        _tls = new SslStream(new NetworkStream(socket));
        await _tls.AuthenticateAsServerAsync(tls.AnsweringOptions(), cancellation);
        return _tls;
    }

    /// <summary>From now on TLS is spoken, with who was called.</summary>
    /// <exception cref="AuthenticationException">Its certificate is none of the cluster's for that host.</exception>
    public async Task CallTlsAsync(ClusterTls tls, string host, CancellationToken cancellation)
    {
        _tls = new SslStream(new NetworkStream(socket));
        await _tls.AuthenticateAsClientAsync(tls.CallingOptions(host), cancellation);
    }

    /// <summary>They were received elsewhere, and are received again here before all others.</summary>
    public void GiveBack(ReadOnlyMemory<byte> bytes) => _givenBack = bytes;

    /// <summary>The number of bytes received; 0 when the other side has ended.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The same, over TLS.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_givenBack.Length > 0)
        {
            var count = Math.Min(buffer.Length, _givenBack.Length);
            _givenBack[..count].CopyTo(buffer);
            _givenBack = _givenBack[count..];
            return new(count);
        }

        return _tls is null
            ? socket.ReceiveAsync(buffer, SocketFlags.None, cancellation)
            : _tls.ReadAsync(buffer, cancellation);
    }

    /// <summary>Completes when the system has taken all bytes.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The same, over TLS.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is not null)
        {
            return _tls.WriteAsync(bytes);
        }

        var sending = socket.SendAsync(bytes, SocketFlags.None);
        if (!sending.IsCompletedSuccessfully)
        {
            return SendRestAsync(sending, bytes);
        }

        var sent = sending.Result;
        return sent == bytes.Length ? default : SendAsync(bytes[sent..]);
    }

    /// <summary>Tells the other side that nothing more is sent.</summary>
    public void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It broke; whoever receives will hear.
        }
    }

    /// <summary>Closes it; what waits to be received or sent fails.</summary>
    public void Dispose()
    {
        socket.Dispose();
        _tls?.Dispose();
    }

    private async ValueTask SendRestAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending;
        if (sent < bytes.Length)
        {
            await SendAsync(bytes[sent..]);
        }
    }
}
