using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Tests.Sockets;

/// <summary>Whoever waits, a reactor or .NET, and whatever kind of socket it is for.</summary>
/// <param name="reactor">The reactor, which ends with the test; null: .NET.</param>
public abstract class TransportTests(IDisposable? reactor) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly List<IDisposable> _open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var socket in _open)
        {
            socket.Dispose();
        }

        reactor?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Receive_ItHasCome_GivesWhatThereIs()
    {
        var (sender, transport) = Connect();
        sender.Send([1, 2, 3]);

        Assert.Equal([1, 2, 3], await ReceiveAsync(transport, 16));
    }

    [Fact]
    public async Task Receive_ItComesLater_Completes()
    {
        var (sender, transport) = Connect();
        for (byte i = 0; i < 100; i++)
        {
            var receiving = ReceiveAsync(transport, 16);
            Assert.False(receiving.IsCompleted);
            sender.Send([i]);

            Assert.Equal([i], await receiving);
        }
    }

    [Fact]
    public async Task Receive_LessThanThereIs_GivesTheRestAfterwards()
    {
        var (sender, transport) = Connect();
        var receiving = ReceiveAsync(transport, 2);
        sender.Send([1, 2, 3, 4, 5]);

        Assert.Equal([1, 2], await receiving);
        Assert.Equal([3, 4], await ReceiveAsync(transport, 2));
        Assert.Equal([5], await ReceiveAsync(transport, 2));
    }

    [Fact]
    public async Task Receive_AllThereWas_WaitsForMore()
    {
        var (sender, transport) = Connect();
        sender.Send([1, 2]);
        Assert.Equal([1, 2], await ReceiveAsync(transport, 2));

        var receiving = ReceiveAsync(transport, 2);
        Assert.False(receiving.IsCompleted);
        sender.Send([3]);
        Assert.Equal([3], await receiving);
    }

    /// <summary>The end is told of together with the last bytes, and only once.</summary>
    [Fact]
    public async Task Receive_LastBytesAndTheEnd_GivesBoth()
    {
        var (sender, transport) = Connect();
        sender.Send([1, 2]);
        sender.Shutdown(SocketShutdown.Send);

        Assert.Equal([1, 2], await ReceiveAsync(transport, 16));
        Assert.Empty(await ReceiveAsync(transport, 16));
        Assert.Empty(await ReceiveAsync(transport, 16));
    }

    [Fact]
    public async Task Receive_TheEndComesLater_GivesNothing()
    {
        var (sender, transport) = Connect();
        var receiving = ReceiveAsync(transport, 16);
        sender.Dispose();

        Assert.Empty(await receiving);
    }

    [Fact]
    public async Task Receive_ConnectionReset_Throws()
    {
        var (sender, transport) = Connect();
        await transport.SendAsync(new byte[1]);
        var receiving = ReceiveAsync(transport, 16);
        Reset(sender);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        Assert.True(thrown is SocketException or IOException, thrown.ToString());
    }

    [Fact]
    public async Task Peek_ThenReceive_GivesTheSame()
    {
        var (sender, transport) = Connect();
        var first = new byte[1];
        var peeking = transport.PeekAsync(first, Cancellation);
        sender.Send([7, 8]);

        Assert.Equal(1, await peeking);
        Assert.Equal(7, first[0]);
        Assert.Equal([7, 8], await ReceiveAsync(transport, 16));
    }

    [Fact]
    public async Task Receive_Cancelled_EndsAndLosesNothing()
    {
        var (sender, transport) = Connect();
        using var stop = new CancellationTokenSource();
        var receiving = transport.ReceiveAsync(new byte[16], stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        sender.Send([1]);
        Assert.Equal([1], await ReceiveAsync(transport, 16));
    }

    [Fact]
    public async Task Receive_CancelledBefore_Ends()
    {
        var (_, transport) = Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transport.ReceiveAsync(new byte[16], new CancellationToken(true)).AsTask());
    }

    [Fact]
    public async Task Dispose_ReceiveUnderWay_ItEnds()
    {
        var (_, transport) = Connect();
        var receiving = ReceiveAsync(transport, 16);
        transport.Dispose();

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        Assert.True(thrown is SocketException or ObjectDisposedException, thrown.ToString());
    }

    [Fact]
    public async Task HandOver_Then_TheSocketReceivesByItself()
    {
        var (sender, transport) = Connect();
        sender.Send([1, 2]);
        Assert.Equal([1], await ReceiveAsync(transport, 1));
        var socket = transport.HandOver();

        var buffer = new byte[16];
        Assert.Equal(1, await socket.ReceiveAsync(buffer, Cancellation));
        Assert.Equal(2, buffer[0]);
    }

    /// <summary>More than the system takes at once, to somebody who begins to read late.</summary>
    [Fact]
    public async Task Send_MoreThanIsTaken_CompletesWhenItIs()
    {
        var (receiver, transport) = Connect();
        var bytes = new byte[32 * 1024 * 1024];
        Random.Shared.NextBytes(bytes);
        var sending = transport.SendAsync(bytes).AsTask();
        Assert.False(sending.IsCompleted);

        var received = new byte[bytes.Length];
        await ReceiveAllAsync(receiver, received);
        await sending;
        Assert.Equal(bytes, received);
    }

    [Fact]
    public async Task Send_OtherSideHasReset_Throws()
    {
        var (receiver, transport) = Connect();
        Reset(receiver);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await transport.SendAsync(new byte[1]);
            await transport.SendAsync(new byte[1]);
        });
        Assert.True(thrown is SocketException or IOException, thrown.ToString());
    }

    [Fact]
    public async Task Dispose_SendUnderWay_ItFails()
    {
        var (_, transport) = Connect();
        var sending = transport.SendAsync(new byte[32 * 1024 * 1024]).AsTask();
        Assert.False(sending.IsCompleted);
        transport.Dispose();

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => sending.WaitAsync(Bound));
        Assert.True(thrown is SocketException or IOException or ObjectDisposedException, thrown.ToString());
    }

    /// <summary>Both ways at once, each more than the system takes.</summary>
    [Fact]
    public async Task SendAndReceive_AtOnce_NothingIsLost()
    {
        var (other, transport) = Connect();
        var there = new byte[8 * 1024 * 1024];
        var back = new byte[there.Length];
        Random.Shared.NextBytes(there);
        Random.Shared.NextBytes(back);
        var sending = transport.SendAsync(there).AsTask();
        var received = new List<byte>();
        var others = Task.Run(async () =>
        {
            var buffer = new byte[there.Length];
            var receiving = ReceiveAllAsync(other, buffer);
            for (var at = 0; at < back.Length;)
            {
                at += await other.SendAsync(back.AsMemory(at, Math.Min(50_000, back.Length - at)));
            }

            await receiving;
            return buffer;
        });
        while (received.Count < back.Length)
        {
            received.AddRange(await ReceiveAsync(transport, 60_000));
        }

        Assert.Equal(back, received);
        Assert.Equal(there, await others);
        await sending;
    }

    /// <summary>Sockets that come and go have each other's descriptors; none gets another's bytes.</summary>
    [Fact]
    public async Task Receive_ManyThatComeAndGo_EachGetsItsOwn()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async lane =>
        {
            var random = new Random(lane);
            for (var round = 0; round < 50; round++)
            {
                var (sender, transport) = Connect();
                var sent = new byte[random.Next(1, 20_000)];
                random.NextBytes(sent);
                var sending = Task.Run(async () =>
                {
                    for (var at = 0; at < sent.Length;)
                    {
                        var count = Math.Min(random.Next(1, 4000), sent.Length - at);
                        at += await sender.SendAsync(sent.AsMemory(at, count));
                    }

                    sender.Shutdown(SocketShutdown.Send);
                });
                var received = new List<byte>();
                while (await ReceiveAsync(transport, 1 + (round * 37)) is { Length: > 0 } piece)
                {
                    received.AddRange(piece);
                }

                await sending;
                Assert.Equal(sent, received);
                transport.Dispose();
                sender.Dispose();
            }
        }));
    }

    [Fact]
    public async Task Receive_CancelledAgainAndAgain_LosesNothing()
    {
        var (sender, transport) = Connect();
        const int count = 2000;
        var sending = Task.Run(() =>
        {
            for (var i = 0; i < count; i++)
            {
                sender.Send([(byte)i]);
                Thread.SpinWait(i % 500);
            }
        });
        var received = new List<byte>();
        while (received.Count < count)
        {
            using var stop = new CancellationTokenSource();
            var buffer = new byte[16];
            var receiving = transport.ReceiveAsync(buffer, stop.Token);
            await stop.CancelAsync();
            try
            {
                received.AddRange(buffer.AsSpan(0, await receiving));
            }
            catch (OperationCanceledException)
            {
                // Nothing was received then.
            }
        }

        await sending;
        Assert.Equal(Enumerable.Range(0, count).Select(i => (byte)i), received);
    }

    /// <summary>A socket of each side.</summary>
    protected virtual (Socket Caller, Socket Accepted) Pair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var caller = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        caller.Connect(listener.LocalEndpoint);
        return (caller, listener.AcceptSocket());
    }

    /// <summary>What was sent to it and not received makes it a reset; over TCP, the option does.</summary>
    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private static async Task ReceiveAllAsync(Socket socket, byte[] buffer)
    {
        for (var count = 0; count < buffer.Length;)
        {
            var receiving = socket.ReceiveAsync(buffer.AsMemory(count), Cancellation).AsTask();
            count += await receiving.WaitAsync(Bound, Cancellation);
        }
    }

    private static async Task<byte[]> ReceiveAsync(Transport transport, int bytesMax)
    {
        var buffer = new byte[bytesMax];
        var receiving = transport.ReceiveAsync(buffer, Cancellation).AsTask();
        return buffer[..await receiving.WaitAsync(Bound, Cancellation)];
    }

    private (Socket Sender, Transport Transport) Connect()
    {
        var (sender, accepted) = Pair();
        var transport = new Transport(accepted, reactor as Reactor);
        lock (_open)
        {
            _open.AddRange([sender, transport]);
        }

        return (sender, transport);
    }
}
