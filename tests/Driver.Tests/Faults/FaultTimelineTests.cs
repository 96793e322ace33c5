using DynamoLab.Core;
using DynamoLab.Driver.Faults;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Faults;

public sealed class FaultTimelineTests
{
    private static readonly NodeId A = new("a");
    private static readonly NodeId B = new("b");

    private readonly List<FaultEvent> _events = [];

    [Fact]
    public async Task RunAsync_AFault_IsInjectedIntoAllVictimsThenHealed()
    {
        var timeline = Timeline(new RecordedFault(), TimeSpan.Zero, TimeSpan.Zero);

        await timeline.RunAsync(CancellationToken.None);

        Assert.True(timeline.IsInjected);
        Assert.Equal(
            [FaultPhase.Inject, FaultPhase.Inject, FaultPhase.Heal, FaultPhase.Heal], _events.Select(e => e.Phase));
        Assert.Equal([A, B], _events.Take(2).Select(e => e.Node).Order());
        Assert.All(_events, e => Assert.True(e.Commanded <= e.Actual));
    }

    [Fact]
    public async Task RunAsync_WorkloadEndedBeforeTheFault_DoesNothing()
    {
        var timeline = Timeline(new RecordedFault(), TimeSpan.FromDays(1), TimeSpan.Zero);

        await timeline.RunAsync(new CancellationToken(canceled: true));

        Assert.False(timeline.IsInjected);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task RunAsync_WorkloadEndsDuringTheFault_HealsAtOnce()
    {
        using var ended = new CancellationTokenSource();
        var fault = new RecordedFault { Injected = ended.Cancel };
        var timeline = Timeline(fault, TimeSpan.Zero, TimeSpan.FromDays(1));

        await timeline.RunAsync(ended.Token);

        Assert.Equal(2, _events.Count(e => e.Phase == FaultPhase.Heal));
    }

    [Fact]
    public async Task RunAsync_InjectionFails_HealsAllVictimsAndSaysWhy()
    {
        var fault = new RecordedFault { Injected = () => throw new CannotRunException("no such process") };
        var timeline = Timeline(fault, TimeSpan.Zero, TimeSpan.FromDays(1));

        var problem = await Assert.ThrowsAsync<CannotRunException>(() => timeline.RunAsync(CancellationToken.None));

        Assert.Equal("no such process", problem.Message);
        Assert.Equal([A, B], _events.Where(e => e.Phase == FaultPhase.Heal).Select(e => e.Node).Order());
    }

    [Fact]
    public async Task RunAsync_AFaultForGood_IsNotHealed()
    {
        await Timeline(new RecordedFault { IsHealed = false }, TimeSpan.Zero, TimeSpan.Zero)
            .RunAsync(CancellationToken.None);

        Assert.All(_events, e => Assert.Equal(FaultPhase.Inject, e.Phase));
    }

    private FaultTimeline Timeline(IFault fault, TimeSpan warmup, TimeSpan duration) =>
        new(new FaultPlan(fault, [A, B]), warmup, duration, _events.Add);

    private sealed class RecordedFault : IFault
    {
        public string Kind => "recorded";

        public bool IsHealed { get; init; } = true;

        public Action Injected { get; init; } = () => { };

        public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation)
        {
            Injected();
            return Task.FromResult(Instant.Never);
        }

        public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation) => Task.FromResult(Instant.Never);
    }
}
