using System.Net.Sockets;
using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Tests.Loop;

public sealed class LagProbeTests
{
    private readonly ManualTime _time = new();

    public LagProbeTests() => _time.Advance(1000);

    [Fact]
    public void Ask_OneUnderWay_IsItsAge()
    {
        using var probe = new LagProbe(_time, null, Lose);

        Assert.Equal(0, probe.Ask(5));
        _time.Advance(30);

        Assert.Equal(30, probe.Ask(5));
    }

    [Fact]
    public async Task Ask_AfterOneThatTook30Ms_IsThatForAWhile()
    {
        Socket? socket = null;
        var sent = 0;
        using var probe = new LagProbe(_time, null, s => (socket, sent) = (s, sent + 1));
        probe.Ask(5);
        _time.Advance(30);
        socket!.Send([0]);

        // The next is sent once this one has arrived.
        while (sent == 1)
        {
            await Task.Yield();
            probe.Ask(0);
        }

        Assert.Equal(30, probe.Ask(5));
        _time.Advance(10);
        Assert.Equal(10, probe.Ask(5));
    }

    [Fact]
    public void Ask_OneThatIsLost_IsNoLagForEver()
    {
        var sent = 0;
        using var probe = new LagProbe(_time, null, _ => sent++);
        probe.Ask(5);

        _time.Advance(LagProbe.LostMs - 1);
        Assert.Equal((LagProbe.LostMs - 1, 1), (probe.Ask(5), sent));
        _time.Advance(1);

        Assert.Equal((0, 2), (probe.Ask(5), sent));
    }

    [Fact]
    public async Task RoundAsync_SeveralWait_AllGoOnWithTheOneUnderWay()
    {
        Socket? socket = null;
        var sent = 0;
        using var probe = new LagProbe(_time, null, s => (socket, sent) = (s, sent + 1));
        var rounds = Enumerable.Range(0, 3).Select(_ => RoundAsync(probe)).ToList();
        Assert.All(rounds, round => Assert.False(round.IsCompleted));

        socket!.Send([0]);
        await Task.WhenAll(rounds);
        Assert.Equal(1, sent);

        var another = RoundAsync(probe);
        Assert.Equal((2, false), (sent, another.IsCompleted));
    }

    [Fact]
    public async Task RoundAsync_OneThatIsLost_IsNotWaitedForForEver()
    {
        using var probe = new LagProbe(_time, null, Lose);
        var round = RoundAsync(probe);
        _time.Advance(LagProbe.RoundMsMax);
        await round;
    }

    private static Task RoundAsync(LagProbe probe) =>
        probe.RoundAsync(TestContext.Current.CancellationToken).AsTask();

    private static void Lose(Socket socket)
    {
        // It goes nowhere.
    }
}
