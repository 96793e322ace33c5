using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;
using DynamoLab.Core;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Logging;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace DynamoLab.Node.Http;

/// <summary>
/// Kestrel without a port of its own: it is handed the connections that speak HTTP, and is started by the first of
/// them, because most nodes of a large cluster never see one. Built by hand; the generic host and its services would
/// take longer to start than all the rest of the node.
/// </summary>
internal sealed class HttpServer : IConnectionListenerFactory, IConnectionListener
{
    /// <summary>What a connection receives that nobody has asked for yet.</summary>
    private const int UnreadBytesMax = 64 * 1024;

    private readonly Channel<ConnectionContext> _handed = Channel.CreateUnbounded<ConnectionContext>();
    private readonly ConnectionServices _services;
    private readonly Lazy<Task<KestrelServer>> _kestrel;
    private readonly Lazy<SocketConnectionContextFactory> _contexts;

    public HttpServer(ConnectionServices services)
    {
        _services = services;
        _contexts = new(() => new SocketConnectionContextFactory(
            new() { MaxReadBufferSize = UnreadBytesMax }, new FrameworkLog(services.Log, "kestrel")));
        _kestrel = new(() => Task.Run(StartAsync));
    }

    public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Completes when the connection is closed.</summary>
    public async Task ServeAsync(Socket socket)
    {
        await _kestrel.Value;
        await ServeAsync(_contexts.Value.Create(socket));
    }

    /// <summary>The same over TLS.</summary>
    /// <param name="stream">What is written to.</param>
    /// <param name="input">What is read from it; nothing was taken yet.</param>
    public async Task ServeAsync(SslStream stream, PipeReader input)
    {
        await _kestrel.Value;
        await ServeAsync(new StreamConnection(stream, input));
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = connection.ConnectionClosed.UnsafeRegister(_ => closed.SetResult(), null);
        if (_handed.Writer.TryWrite(connection))
        {
            await closed.Task;
        }
    }

    /// <summary>Ends its connections: idle ones at once, others after their answer or when the token says so.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_kestrel.IsValueCreated)
        {
            using var kestrel = await _kestrel.Value;
            await kestrel.StopAsync(cancellation);
        }
    }

    ValueTask<IConnectionListener> IConnectionListenerFactory.BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken) => new(this);

    async ValueTask<ConnectionContext?> IConnectionListener.AcceptAsync(CancellationToken cancellationToken) =>
        await _handed.Reader.WaitToReadAsync(cancellationToken) && _handed.Reader.TryRead(out var next) ? next : null;

    ValueTask IConnectionListener.UnbindAsync(CancellationToken cancellationToken)
    {
        _handed.Writer.TryComplete();
        return default;
    }

    ValueTask IAsyncDisposable.DisposeAsync() => default;

    private async Task<KestrelServer> StartAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestHeadersTotalSize = Limits.HttpHeaderBytesMax;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromMilliseconds(_services.Connections.HandshakeMsMax);
        options.Limits.KeepAliveTimeout = TimeSpan.FromMilliseconds(Limits.HttpIdleMsMax);
        options.Listen(EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        var kestrel = new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(options), this, new FrameworkLog(_services.Log, "kestrel"));
        await kestrel.StartAsync(new HttpFront(_services), CancellationToken.None);
        return kestrel;
    }
}
