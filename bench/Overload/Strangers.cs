using System.Buffers;
using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Bench.Overload;

/// <summary>Clients that mean a cluster no good, until they are disposed of.</summary>
internal sealed class Strangers : IDisposable
{
    public static readonly string[] Kinds = ["deaf", "deaf to long", "dripping", "flooding"];

    private const int DrippingConnections = 100;
    private const int FloodPerSecond = 500;
    private const int DeafRequests = 2000;
    private const int LongBytes = 500_000;
    private const int LongConnections = 30;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly Task _acting;

    public Strangers(string kind, IReadOnlyList<int> ports) => _acting = kind switch
    {
        "deaf" => Task.Run(() => AskAndNeverReadAsync(ports, 10_000)),
        "deaf to long" => Task.Run(() => AskAndNeverReadAsync(
            [.. Enumerable.Repeat(ports, LongConnections / ports.Count).SelectMany(port => port)], LongBytes)),
        "dripping" => Task.Run(() => DripAsync(ports)),
        _ => Task.Run(() => FloodAsync(ports)),
    };

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _acting.Wait();
        }
        catch (AggregateException)
        {
            // They were closed, as they deserved.
        }

        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    /// <summary>Asks again and again for a long value over connections to these ports, and takes no answer.</summary>
    private async Task AskAndNeverReadAsync(IReadOnlyList<int> ports, int bytes)
    {
        var (write, frames) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        var key = new Key($"long-{bytes}");
        FrameCodec.Write(write, 1, new WriteRequest(key, new byte[bytes], CausalContext.Empty, true, 0, 0));
        using (var first = Open(ports[0]))
        {
            await first.SendAsync(write.WrittenMemory, _stop.Token);
            await first.ReceiveAsync(new byte[1024], _stop.Token);
            await first.ReceiveAsync(new byte[1024], _stop.Token);
        }

        for (ulong i = 2; i < DeafRequests; i++)
        {
            FrameCodec.Write(frames, i, new GetRequest(key, 0, 0));
        }

        await Task.WhenAll(ports.Select(async port => await Open(port).SendAsync(frames.WrittenMemory, _stop.Token)));
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }

    /// <summary>A byte of a request each second, over many connections.</summary>
    private async Task DripAsync(IReadOnlyList<int> ports)
    {
        var sockets = Enumerable.Range(0, DrippingConnections).Select(i => Open(ports[i % ports.Count])).ToList();
        var frame = new ArrayBufferWriter<byte>();
        FrameCodec.Write(frame, 1, new WriteRequest(new Key("k"), new byte[1000], CausalContext.Empty, true, 0, 0));
        for (var i = 0; i < frame.WrittenCount; i++)
        {
            foreach (var socket in sockets)
            {
                await socket.SendAsync(frame.WrittenMemory.Slice(i, 1), _stop.Token);
            }

            await Task.Delay(1000, _stop.Token);
        }
    }

    /// <summary>Opens connections and says nothing on them.</summary>
    private async Task FloodAsync(IReadOnlyList<int> ports)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; await timer.WaitForNextTickAsync(_stop.Token);)
        {
            for (var burst = 0; burst < FloodPerSecond / 100; burst++, i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", ports[i % ports.Count], _stop.Token);
                _sockets.Add(socket);
            }
        }
    }

    private Socket Open(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var hello = new ArrayBufferWriter<byte>();
        hello.Write(Preface.Bytes);
        FrameCodec.Write(hello, 0, new Hello(Role.Client, default, 0, 0));
        socket.Connect("127.0.0.1", port);
        socket.Send(hello.WrittenSpan);
        lock (_sockets)
        {
            _sockets.Add(socket);
        }

        return socket;
    }
}
