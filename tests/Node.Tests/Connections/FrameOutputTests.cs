using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Metrics;

namespace DynamoLab.Node.Tests.Connections;

public sealed class FrameOutputTests
{
    private readonly HostCounters _counters = new();
    private readonly List<ulong[]> _sends = [];
    private readonly FrameOutput _output;
    private TaskCompletionSource? _held;
    private int _failures;

    public FrameOutputTests() => _output = new FrameOutput(_counters, () => _failures++);

    [Fact]
    public void Flush_SeveralFrames_SendsThemInOnePiece()
    {
        _output.Open(SendAsync);
        Append(1, 2, 3);

        _output.Flush();

        Assert.Equal([[1, 2, 3]], _sends);
        Assert.False(_output.HasPending);
    }

    [Fact]
    public async Task Flush_SendUnderWay_SendsTheRestAfterIt()
    {
        _output.Open(SendAsync);
        _held = new TaskCompletionSource();
        Append(1);
        _output.Flush();
        Append(2);
        _output.Flush();
        Append(3);
        _output.Flush();
        Assert.Equal([[1]], _sends);

        _held.SetResult();
        await _output.FinishAsync();

        Assert.Equal([[1], [2, 3]], _sends);
    }

    [Fact]
    public void Flush_NotOpen_KeepsTheFramesForTheConnection()
    {
        Append(1);
        _output.Flush();
        Assert.Empty(_sends);

        _output.Open(SendAsync);
        _output.Flush();

        Assert.Equal([[1]], _sends);
    }

    [Fact]
    public void Close_FramesPending_DropsAndCountsThem()
    {
        Append(1, 2);

        _output.Close();
        _output.Open(SendAsync);
        _output.Flush();

        Assert.Empty(_sends);
        Assert.Equal(2, Dropped());
    }

    [Fact]
    public async Task Flush_SendFails_TellsOnceAndCountsTheFrames()
    {
        _output.Open(_ => throw new IOException("gone"));
        Append(1, 2);

        _output.Flush();
        await _output.FinishAsync();

        Assert.Equal(1, _failures);
        Assert.Equal(2, Dropped());
        Assert.False(_output.IsOpen);
    }

    [Fact]
    public void Append_BeyondTheBound_RefusesAndCounts()
    {
        var value = new byte[1024 * 1024];
        var large = new WriteRequest(new Key("k"), value, CausalContext.Empty, false, 0, 0);
        var appended = 0;
        while (_output.Append(1, large) == AppendResult.Appended)
        {
            appended++;
        }

        Assert.Equal(FrameOutput.PendingBytesMax / value.Length, appended);
        Assert.Equal(1, Dropped());
    }

    [Fact]
    public void Append_MessageNoFrameCanHold_RefusesItAlone()
    {
        _output.Open(SendAsync);
        var impossible = new Refusal(new string('x', Limits.TextBytesMax + 1));

        Assert.Equal(AppendResult.TooLarge, _output.Append(1, impossible));
        Append(2);
        _output.Flush();

        Assert.Equal([[2]], _sends);
        Assert.Equal(1, Dropped());
    }

    private long Dropped() => _counters.Snapshot().Single(counter => counter.Name == "frames_dropped").Value;

    private void Append(params ulong[] correlations)
    {
        foreach (var correlation in correlations)
        {
            Assert.Equal(AppendResult.Appended, _output.Append(correlation, new RingRequest()));
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span;
        var correlations = new List<ulong>();
        while (FrameCodec.TryRead(ref rest, out var frame) == FrameResult.Complete)
        {
            correlations.Add(frame.Correlation);
        }

        _sends.Add([.. correlations]);
        if (_held is not null)
        {
            await _held.Task;
        }
    }
}
