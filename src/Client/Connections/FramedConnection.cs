using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Client.Connections;

/// <summary>
/// One connection, from its handshake until it closes for whatever reason. Requests of any number of callers are
/// encoded into one buffer; the sender sends what has gathered since its last send, and the receiver completes the
/// requests in the order their answers come.
/// </summary>
internal sealed class FramedConnection : IAsyncDisposable
{
    public const int RequestsInFlightMax = 65_536;

    private const int UnsentBytesMax = 64 * 1024 * 1024;
    private const int BufferBytes = 16 * 1024;
    private const int IdleBufferBytesMax = 1024 * 1024;

    private readonly NodeEndpoint _endpoint;
    private readonly Stream _stream;
    private readonly FrameReceiver _receiver;
    private readonly Signal _wakeSender = new();
    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly Dictionary<ulong, PendingRequest> _pending = [];
    private ArrayBufferWriter<byte> _gathered = new(BufferBytes);
    private ulong _lastCorrelation;
    private bool _isSenderIdle;
    private string? _closeReason;

    // The sender's own, and the sweep's.
    private ArrayBufferWriter<byte> _sending = new(BufferBytes);
    private readonly List<PendingRequest> _over = [];

    private Task _loops = Task.CompletedTask;

    private FramedConnection(NodeEndpoint endpoint, Stream stream, FrameReceiver receiver, Welcome welcome)
    {
        _endpoint = endpoint;
        _stream = stream;
        _receiver = receiver;
        Welcome = welcome;
    }

    public Welcome Welcome { get; }

    /// <exception cref="NodeConnectionException">It could not be opened; the message says why.</exception>
    public static async Task<FramedConnection> OpenAsync(
        NodeEndpoint endpoint, Role role, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // Or the port that the system chooses for this end could be the one that a node started later shall listen on.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            var stream = await StreamAsync(socket, endpoint, cancellation);
            var receiver = new FrameReceiver(stream);
            var welcome = await Handshake.PerformAsync(stream, receiver, endpoint, role, cancellation);
            var connection = new FramedConnection(endpoint, stream, receiver, welcome);
            connection._loops = Task.WhenAll(connection.ReceiveAsync(), connection.SendAsync());
            return connection;
        }
        catch (Exception e) when (e is SocketException or ArgumentException or AuthenticationException
            or (IOException and not NodeConnectionException))
        {
            socket.Dispose();
            throw new NodeConnectionException($"cannot connect to {endpoint}: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What is read and written: the socket, or TLS over it.</summary>
    private static async Task<Stream> StreamAsync(
        Socket socket, NodeEndpoint endpoint, CancellationToken cancellation)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (endpoint.Tls is not { } tls)
        {
            return plain;
        }

        var secured = new SslStream(plain);
        await secured.AuthenticateAsClientAsync(tls.CallingOptions(endpoint.Host), cancellation);
        return secured;
    }

    public SubmitResult TrySubmit(PendingRequest request)
    {
        bool wake;
        lock (_gate)
        {
            if (_closeReason is not null)
            {
                return SubmitResult.Closed;
            }

            if (_pending.Count >= RequestsInFlightMax || _gathered.WrittenCount >= UnsentBytesMax)
            {
                return SubmitResult.Full;
            }

            request.Correlation = ++_lastCorrelation;
            _pending.Add(request.Correlation, request);
            FrameCodec.Write(_gathered, request.Correlation, request.Request!);
            wake = _isSenderIdle;
            _isSenderIdle = false;
        }

        if (wake)
        {
            _wakeSender.Set();
        }

        return SubmitResult.Taken;
    }

    /// <summary>Ends the requests that are over by now. One caller at a time.</summary>
    public void Sweep(long timestamp)
    {
        lock (_gate)
        {
            foreach (var request in _pending.Values)
            {
                if (request.IsOver(timestamp))
                {
                    _over.Add(request);
                }
            }

            foreach (var request in _over)
            {
                _pending.Remove(request.Correlation);
            }
        }

        foreach (var request in _over)
        {
            request.GiveUp(_endpoint);
        }

        _over.Clear();
    }

    /// <summary>Ends a request whose caller has lost interest, unless it has just ended.</summary>
    public void Abandon(PendingRequest request)
    {
        bool isRemoved;
        lock (_gate)
        {
            isRemoved = _pending.Remove(request.Correlation);
        }

        if (isRemoved)
        {
            request.GiveUp(_endpoint);
        }
    }

    /// <summary>Closes the connection and fails all that waits for it; the first reason counts.</summary>
    public void Close(string reason)
    {
        PendingRequest[] lost;
        bool wake;
        lock (_gate)
        {
            if (_closeReason is not null)
            {
                return;
            }

            _closeReason = reason;
            lost = [.. _pending.Values];
            _pending.Clear();
            wake = _isSenderIdle;
            _isSenderIdle = false;
        }

        _stream.Dispose();
        if (wake)
        {
            _wakeSender.Set();
        }

        foreach (var request in lost)
        {
            request.Fail(reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close($"the connection to {_endpoint} was closed by this client");
        await _loops;
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                switch (TakeGathered())
                {
                    case null:
                        return;
                    case { Length: 0 }:
                        await _wakeSender.WaitAsync();
                        break;
                    case var bytes:
                        await _stream.WriteAsync(bytes.Value);
                        break;
                }
            }
        }
        catch (Exception e)
        {
            Close($"the connection to {_endpoint} was lost: {e.Message}");
        }
    }

    /// <summary>What has gathered; empty: wait to be woken; null: the connection is closed.</summary>
    private ReadOnlyMemory<byte>? TakeGathered()
    {
        _sending.ResetWrittenCount();
        if (_sending.Capacity > IdleBufferBytesMax)
        {
            _sending = new ArrayBufferWriter<byte>(BufferBytes);
        }

        lock (_gate)
        {
            if (_closeReason is not null)
            {
                return null;
            }

            _isSenderIdle = _gathered.WrittenCount == 0;
            (_gathered, _sending) = (_sending, _gathered);
            return _sending.WrittenMemory;
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var error = TakeFrames();
            while (error is null)
            {
                error = await _receiver.FillAsync(CancellationToken.None)
                    ? TakeFrames()
                    : $"{_endpoint} closed the connection";
            }

            Close(error);
        }
        catch (Exception e)
        {
            Close($"the connection to {_endpoint} was lost: {e.Message}");
        }
    }

    /// <summary>Delivers what was received so far; the reason to close the connection, or null.</summary>
    private string? TakeFrames()
    {
        while (true)
        {
            var result = _receiver.TryNext(out var frame);
            if (result != FrameResult.Complete)
            {
                return result == FrameResult.Incomplete ? null : $"{_endpoint} sent a frame that is {Describe(result)}";
            }

            if (frame.Message is Refusal refusal)
            {
                return $"{_endpoint} refused the connection: {refusal.Reason}";
            }

            if (!TryDeliver(frame))
            {
                return $"{_endpoint} answered a question nobody asked";
            }
        }
    }

    private static string Describe(FrameResult result) => result == FrameResult.TooLong ? "too long" : "malformed";

    /// <summary>True also for an answer that comes after its request was given up.</summary>
    private bool TryDeliver(in Frame frame)
    {
        PendingRequest? request;
        lock (_gate)
        {
            if (frame.Correlation == 0 || frame.Correlation > _lastCorrelation)
            {
                return false;
            }

            _pending.Remove(frame.Correlation, out request);
        }

        request?.Complete(Answer.Reply(frame.Message));
        return true;
    }
}
