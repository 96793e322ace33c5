using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Node.Http;
using DynamoLab.Node.Loop;
using DynamoLab.Trust;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The node's port. Looks at the first byte of each connection without consuming it: no HTTP request starts with one
/// above 0x7F, and the binary protocol's preface does. With TLS nothing else is heard.
/// </summary>
internal sealed class Listener(ConnectionServices services, HttpServer http) : IDisposable
{
    /// <summary>Connections of clients and peers together; one more is closed at once.</summary>
    public const int ConnectionsMax = 10_000;

    private const byte AsciiMax = 0x7F;
    private const int BacklogMax = 512;

    /// <summary>How long to wait where the system gives out no more sockets.</summary>
    private const int PauseMs = 100;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly InFlight _connections = new();
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public void Start(IPEndPoint endpoint)
    {
        _socket.Bind(endpoint);
        _socket.Listen(BacklogMax);
        _accepting = AcceptAsync();
    }

    /// <summary>Accepts no more; completes when all connections of the binary protocol have ended.</summary>
    public Task StopAsync()
    {
        _socket.Dispose();
        return Task.WhenAll(_accepting, _connections.WhenIdleAsync());
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _socket.AcceptAsync());
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
            {
                // That one was gone before it was here, or there is no room for it.
                await Task.Delay(TimeSpan.FromMilliseconds(PauseMs), services.Time);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        if (services.Draining.IsCancellationRequested || services.Counters.Connections >= ConnectionsMax)
        {
            socket.Dispose();
            return;
        }

        services.Counters.ConnectionOpened();
        _connections.Begin();
        try
        {
            socket.NoDelay = true;
            using var transport = new Transport(socket);
            var first = await PeekAsync(socket);
            if (services.Tls is { } tls && first == ClusterTls.FirstByte)
            {
                await ServeAsync(transport, tls);
            }
            else if (services.Tls is null && first is <= AsciiMax)
            {
                await http.ServeAsync(socket);
            }
            else if (services.Tls is null && first is not null)
            {
                await new FrameConnection(transport, services).RunAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException
            or AuthenticationException or ObjectDisposedException)
        {
            // It broke; there is nobody to tell.
        }
        finally
        {
            socket.Dispose();
            _connections.End();
            services.Counters.ConnectionClosed();
        }
    }

    /// <summary>Over TLS it is not the first byte that tells the two protocols apart, but what was asked for.</summary>
    private async Task ServeAsync(Transport transport, ClusterTls tls)
    {
        SslStream stream;
        using (var timeout = Timeout())
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining))
        {
            stream = await transport.AnswerTlsAsync(tls, either.Token);
        }

        await (stream.NegotiatedApplicationProtocol == ClusterTls.Binary
            ? new FrameConnection(transport, services).RunAsync()
            : http.ServeAsync(stream));
    }

    private CancellationTokenSource Timeout() =>
        new(TimeSpan.FromMilliseconds(Greeting.HelloTimeoutMs), services.Time);

    /// <summary>The first byte, or null when there is none in time.</summary>
    private async Task<byte?> PeekAsync(Socket socket)
    {
        using var timeout = Timeout();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining);
        var first = new byte[1];
        return await socket.ReceiveAsync(first, SocketFlags.Peek, either.Token) == 0 ? null : first[0];
    }
}
