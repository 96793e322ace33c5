using System.Buffers;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Tests.Connections;

public sealed class FrameInputTests : IDisposable
{
    private readonly Socket _sender = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Transport _transport;
    private readonly FrameInput _input;

    public FrameInputTests()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _sender.Connect(listener.LocalEndpoint);
        _transport = new Transport(listener.AcceptSocket());
        _input = new FrameInput(_transport);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _transport.Dispose();
    }

    /// <summary>Pieces that end within frames, frames longer than the buffer, and many in one piece.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task TryNext_FramesInPieces_AreTakenOneByOne(int pieceBytes)
    {
        int[] lengths = [0, 1, 900, 12, 5000, 3, 40, 16_000, 1, 600, 600, 600];
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var length in lengths)
        {
            FrameCodec.Write(bytes, (ulong)length, new Refusal(new string('x', length)));
        }

        var sending = SendAsync(bytes.WrittenMemory, pieceBytes);
        var taken = new List<int>();
        var takenBytes = 0;
        while (taken.Count < lengths.Length)
        {
            var result = _input.TryNext(out var frame, out var frameBytes, Limits.FrameBytesMax);
            takenBytes += frameBytes;
            if (result == FrameResult.Complete)
            {
                Assert.Equal(frame.Correlation, (ulong)Assert.IsType<Refusal>(frame.Message).Reason.Length);
                taken.Add((int)frame.Correlation);
            }
            else
            {
                Assert.Equal(FrameResult.Incomplete, result);
                Assert.True(_input.Add(await _input.ReceiveAsync(CancellationToken.None)));
            }
        }

        await sending;
        Assert.Equal(lengths, taken);
        Assert.Equal(bytes.WrittenCount, takenBytes);
    }

    [Fact]
    public async Task TryTake_BytesThatComeNext_AreTakenOnceAllAreThere()
    {
        await SendAsync(new byte[] { 1, 2 }, 2);
        await ReceiveAsync();
        Assert.Null(_input.TryTake([1, 2, 3]));
        await SendAsync(new byte[] { 3, 4 }, 2);
        await ReceiveAsync();

        Assert.False(_input.TryTake([1, 2, 4]));
        Assert.True(_input.TryTake([1, 2, 3]));
        Assert.True(_input.TryTake([4]));
    }

    [Fact]
    public async Task Receive_OtherSideEnded_IsTheEnd()
    {
        _sender.Shutdown(SocketShutdown.Send);

        Assert.False(_input.Add(await _input.ReceiveAsync(CancellationToken.None)));
    }

    private async Task ReceiveAsync() =>
        Assert.True(_input.Add(await _input.ReceiveAsync(CancellationToken.None)));

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, int pieceBytes)
    {
        for (var at = 0; at < bytes.Length; at += pieceBytes)
        {
            await _sender.SendAsync(bytes.Slice(at, Math.Min(pieceBytes, bytes.Length - at)), SocketFlags.None);
        }
    }
}
