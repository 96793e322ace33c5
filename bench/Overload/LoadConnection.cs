using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Bench.Overload;

/// <summary>
/// One connection with a thread that sends and one that reads. Times count from when a request was due, so that waiting
/// for the node to read on is waiting too.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int Slots = 1 << 22;
    private const int BatchBytes = 64 * 1024;

    /// <summary>Waits for answers no longer than this before it looks what is due.</summary>
    private const int PauseMsMax = 1;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Requests _requests;
    private readonly long[] _dueAt = new long[Slots];
    private readonly AutoResetEvent _received = new(initialState: false);
    private long _sent;
    private long _answered;

    public LoadConnection(int port, Requests requests)
    {
        _requests = requests;
        _socket.Connect("127.0.0.1", port);
        var hello = new ArrayBufferWriter<byte>();
        hello.Write(Preface.Bytes);
        FrameCodec.Write(hello, 0, new Hello(Role.Client, default, 0, 0));
        _socket.Send(hello.WrittenSpan);
        _socket.Receive(new byte[1024]);
        new Thread(Read) { IsBackground = true }.Start();
    }

    /// <summary>Told of every answer: when it was due and when it came, in ticks of the stopwatch.</summary>
    public Action<long, long, Outcome> OnAnswer { get; set; } = (_, _, _) => { };

    public long Unanswered => Volatile.Read(ref _sent) - Volatile.Read(ref _answered);

    /// <summary>Sends until the end of a phase.</summary>
    /// <param name="perSecond">Open loop: requests due each second; 0: closed, with so many in flight.</param>
    /// <param name="window">Requests in flight of a closed loop.</param>
    /// <param name="end">In ticks of the stopwatch.</param>
    public void Send(double perSecond, int window, long end)
    {
        var buffer = new byte[BatchBytes + 4096];
        var (start, first) = (Stopwatch.GetTimestamp(), _sent);
        for (var now = start; now < end; now = Stopwatch.GetTimestamp())
        {
            var due = perSecond > 0
                ? first + (long)((now - start) * perSecond / Stopwatch.Frequency)
                : Volatile.Read(ref _answered) + window;
            var count = 0;
            for (; _sent < due && count < BatchBytes; _sent++)
            {
                _dueAt[_sent % Slots] =
                    perSecond > 0 ? start + (long)((_sent - first) * Stopwatch.Frequency / perSecond) : now;
                count += _requests.Write(_sent, buffer.AsSpan(count));
            }

            if (count == 0)
            {
                _received.WaitOne(PauseMsMax);
                continue;
            }

            _socket.Send(buffer.AsSpan(0, count));
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _received.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[1024 * 1024];
        var held = 0;
        try
        {
            for (var count = _socket.Receive(buffer); count > 0; count = _socket.Receive(buffer.AsSpan(held)))
            {
                held += count;
                var now = Stopwatch.GetTimestamp();
                var at = 0;
                for (int length; (length = Requests.Read(buffer.AsSpan(at, held - at), out var number, out var o)) > 0;)
                {
                    OnAnswer(_dueAt[number % Slots], now, o);
                    Volatile.Write(ref _answered, _answered + 1);
                    at += length;
                }

                buffer.AsSpan(at, held - at).CopyTo(buffer);
                held -= at;
                _received.Set();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The bench is over.
        }
    }
}
