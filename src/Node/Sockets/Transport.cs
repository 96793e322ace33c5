using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Trust;

namespace DynamoLab.Node.Sockets;

/// <summary>
/// The bytes of one connection that is not Kestrel's, both ways: all that the rest knows of its socket. What can be
/// received or sent at once completes at once, on the thread that asks.
/// </summary>
/// <param name="socket">Nobody else receives from it until it is handed over.</param>
/// <param name="reactor">Who waits for what goes in the clear; null: .NET does.</param>
internal sealed class Transport(Socket socket, Reactor? reactor = null) : IDisposable
{
    private readonly ReactorSocket? _waiter = reactor is null ? null : new ReactorSocket(reactor, socket.SafeHandle);
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
        _tls = new SslStream(new NetworkStream(HandOver()));
        await _tls.AuthenticateAsServerAsync(tls.AnsweringOptions(), cancellation);
        return _tls;
    }

    /// <summary>From now on TLS is spoken, with who was called.</summary>
    /// <exception cref="AuthenticationException">Its certificate is none of the cluster's for that host.</exception>
    public async Task CallTlsAsync(ClusterTls tls, string host, CancellationToken cancellation)
    {
        _tls = new SslStream(new NetworkStream(HandOver()));
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
            ? ReceiveAsync(buffer, isPeek: false, cancellation)
            : _tls.ReadAsync(buffer, cancellation);
    }

    /// <summary>The same for bytes that are received again.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The same, from a reactor.</exception>
    public ValueTask<int> PeekAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        ReceiveAsync(buffer, isPeek: true, cancellation);

    /// <summary>Completes when the system has taken all bytes. One send at a time.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The same, over TLS or from a reactor.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is not null)
        {
            return _tls.WriteAsync(bytes);
        }

        if (_waiter is not null)
        {
            return _waiter.SendAsync(bytes);
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

    /// <summary>The socket, for whoever receives from it himself from now on.</summary>
    public Socket HandOver()
    {
        _waiter?.Dispose();
        return socket;
    }

    /// <summary>Closes it; what waits to be received or sent fails.</summary>
    public void Dispose()
    {
        _waiter?.Dispose();
        socket.Dispose();
        _tls?.Dispose();
    }

    private ValueTask<int> ReceiveAsync(Memory<byte> buffer, bool isPeek, CancellationToken cancellation) =>
        _waiter is null
            ? socket.ReceiveAsync(buffer, isPeek ? SocketFlags.Peek : SocketFlags.None, cancellation)
            : _waiter.ReceiveAsync(buffer, isPeek, cancellation);

    private async ValueTask SendRestAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending;
        if (sent < bytes.Length)
        {
            await SendAsync(bytes[sent..]);
        }
    }
}
