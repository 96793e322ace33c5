using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Node.Http;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Resp;
using DynamoLab.Node.Sockets;
using DynamoLab.Trust;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The node's port. Looks at the first byte of each connection without consuming it: no HTTP request starts with one
/// above 0x7F, and the binary protocol's preface does; none starts with '*', and commands of the Redis protocol do.
/// With TLS nothing else is heard, and the binary protocol is asked for there.
/// </summary>
internal sealed class Listener(ConnectionServices services, HttpServer http) : IDisposable
{
    private const byte AsciiMax = 0x7F;

    /// <summary>What a command of the Redis protocol begins with, and no method of HTTP.</summary>
    private const byte RespFirst = (byte)'*';

    /// <summary>Connections above the limit that are told why they are refused; others are just closed.</summary>
    private const int RefusedMax = 100;
    private const int BacklogMax = 512;

    /// <summary>How long one of too many may take to show what it would be refused in, and to read that.</summary>
    private const int RefusedMs = 1000;

    /// <summary>How long to wait where the system gives out no more sockets.</summary>
    private const int PauseMs = 100;

    /// <summary>Why one of too many is refused.</summary>
    private readonly string _tooMany =
        $"more than {services.Connections.ConnectionsMax} connections, "
        + $"{services.Connections.HttpConnectionsMax} of them HTTP";

    private readonly List<Socket> _sockets = [];
    private readonly InFlight _connections = new();
    private readonly InFlight _refusing = new();
    private Task _accepting = Task.CompletedTask;

    /// <param name="port">Where to listen.</param>
    /// <param name="alsoUnix">Also beside it, where there is a <see cref="UnixSocket"/>.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public void Start(IPEndPoint port, bool alsoUnix)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        socket.Bind(port);
        socket.Listen(BacklogMax);
        if (alsoUnix && UnixSocket.Listen(port, BacklogMax) is { } unix)
        {
            _sockets.Add(unix);
        }

        _accepting = Task.WhenAll(_sockets.Select(AcceptAsync));
    }

    /// <summary>Accepts no more; completes when all connections of the binary protocol have ended.</summary>
    public Task StopAsync()
    {
        Dispose();
        return Task.WhenAll(_accepting, _connections.WhenIdleAsync());
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private async Task AcceptAsync(Socket listening)
    {
        while (true)
        {
            try
            {
                Serve(await listening.AcceptAsync());
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

    /// <summary>Nothing that a node does depends on who has asked for it: no context is carried along.</summary>
    private void Serve(Socket socket)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var transport = new Transport(socket, services.Reactor);
        using var entry = services.Watch.TryOpen(transport.Dispose);
        if (entry is null)
        {
            services.Watch.NoteRefusal("a connection", _tooMany);
        }

        if (services.Draining.IsCancellationRequested || (entry is null && _refusing.Count >= RefusedMax))
        {
            return;
        }

        _connections.Begin();
        try
        {
            if (socket.ProtocolType == ProtocolType.Tcp)
            {
                socket.NoDelay = true;
            }

            if (entry is null)
            {
                await RefuseAsync(socket, transport);
                return;
            }

            var first = await PeekAsync(transport, services.Connections.HandshakeMsMax);
            if (services.Tls is { } tls && first == ClusterTls.FirstByte)
            {
                await ServeAsync(transport, entry, tls);
            }
            else if (services.Tls is null && first == RespFirst)
            {
                await new RespConnection(transport, entry, services).RunAsync();
            }
            else if (services.Tls is null && first is <= AsciiMax)
            {
                await (entry.TryKnowHttp()
                    ? http.ServeAsync(transport.HandOver())
                    : RefuseHttpAsync(socket, transport));
            }
            else if (services.Tls is null && first is not null)
            {
                await new FrameConnection(transport, entry, services).RunAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException
            or AuthenticationException or ObjectDisposedException)
        {
            // It broke; there is nobody to tell.
        }
        finally
        {
            transport.Dispose();
            _connections.End();
        }
    }

    /// <summary>Of those that do not ask for the binary protocol, the first byte tells what they speak.</summary>
    private async Task ServeAsync(Transport transport, ConnectionEntry entry, ClusterTls tls)
    {
        SslStream stream;
        PipeReader? input = null;
        ReadOnlySequence<byte> received = default;
        using (var timeout = Timeout(services.Connections.HandshakeMsMax))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining))
        {
            stream = await transport.AnswerTlsAsync(tls, either.Token);
            if (stream.NegotiatedApplicationProtocol != ClusterTls.Binary)
            {
                input = PipeReader.Create(stream);
                received = (await input.ReadAsync(either.Token)).Buffer;
            }
        }

        if (input is null)
        {
            await new FrameConnection(transport, entry, services).RunAsync();
        }
        else if (received.FirstSpan is [RespFirst, ..])
        {
            transport.GiveBack(received.ToArray());
            input.AdvanceTo(received.End);
            await new RespConnection(transport, entry, services).RunAsync();
        }
        else if (!received.IsEmpty && entry.TryKnowHttp())
        {
            input.AdvanceTo(received.Start);
            await http.ServeAsync(stream, input);
        }
        else if (!received.IsEmpty)
        {
            services.Watch.NoteRefusal("a connection", _tooMany);
            await stream.WriteAsync(ReplyRefusals.Http(_tooMany));
            await EndAsync(transport);
        }
    }

    /// <summary>
    /// One of too many: waits a moment for what it speaks, and says why it is refused. Over TLS it is an alert, for
    /// which no key has to be agreed on.
    /// </summary>
    private async Task RefuseAsync(Socket socket, Transport transport)
    {
        _refusing.Begin();
        try
        {
            var first = await PeekAsync(transport, RefusedMs);
            var answer = (services.Tls, first) switch
            {
                (not null, ClusterTls.FirstByte) => ReplyRefusals.Tls,
                (not null, _) or (_, null) => [],
                (_, RespFirst) => ReplyRefusals.Resp(_tooMany),
                (_, <= AsciiMax) => ReplyRefusals.Http(_tooMany),
                _ => ReplyRefusals.Binary(_tooMany),
            };
            if (answer.Length > 0)
            {
                await socket.SendAsync(answer);
                await EndAsync(transport);
            }
        }
        finally
        {
            _refusing.End();
        }
    }

    private async Task RefuseHttpAsync(Socket socket, Transport transport)
    {
        services.Watch.NoteRefusal("a connection", _tooMany);
        await socket.SendAsync(ReplyRefusals.Http(_tooMany));
        await EndAsync(transport);
    }

    /// <summary>A socket closed with bytes unread resets the connection, and what was said would be lost.</summary>
    private async Task EndAsync(Transport transport)
    {
        transport.EndSending();
        using var timeout = Timeout(RefusedMs);
        var rest = new byte[1024];
        int count;
        do
        {
            count = await transport.ReceiveAsync(rest, timeout.Token);
        }
        while (count > 0);
    }

    private CancellationTokenSource Timeout(int ms) => new(TimeSpan.FromMilliseconds(ms), services.Time);

    /// <summary>The first byte, or null when there is none in time.</summary>
    private async Task<byte?> PeekAsync(Transport transport, int waitMs)
    {
        using var timeout = Timeout(waitMs);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining);
        var first = new byte[1];
        return await transport.PeekAsync(first, either.Token) == 0 ? null : first[0];
    }
}
