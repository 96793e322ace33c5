using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests;

/// <summary>What becomes of an operation whose first node does not do it.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly FakeNode _first = FakeNode.Start("a");
    private readonly FakeNode _second = FakeNode.Start("b");

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Put_TimedOut_IsRetriedAtAnotherNodeWithTheSameContext()
    {
        await using var client = Client();
        var startUs = client.Clock.NowUs;
        var pending = client.OpenSession(0).PutAsync(Given.Key, [1], Given.Context("x", 9)).AsTask();
        var first = await _first.NextAsync<WriteRequest>();
        _time.Advance(Given.TimeoutMs);

        var second = await _second.NextAsync<WriteRequest>();
        second.Reply(Given.Wrote(_second));
        var result = await pending;

        Assert.True(result.IsSuccess);
        Assert.Equal(_second.Id, result.Node);
        Assert.Equal(((WriteRequest)first.Message).Context, ((WriteRequest)second.Message).Context);
        Assert.Equal(FakeConnection.Encode(1, first.Message), FakeConnection.Encode(1, second.Message));
        var error = $"{_first.Endpoint} gave no answer within 5000 ms";
        var midUs = startUs + (Given.TimeoutMs * 1000L);
        Assert.Equal(
            [new Attempt(_first.Id, startUs, midUs, false, error), new Attempt(_second.Id, midUs, midUs, true, "")],
            result.Attempts);
    }

    [Theory]
    [InlineData(Outcome.QuorumUnmet)]
    [InlineData(Outcome.NoCoordinator)]
    [InlineData(Outcome.StoreFailed)]
    [InlineData(Outcome.NotReady)]
    public async Task Get_WithARetryableOutcome_IsRetried_AndTheNodeIsNotAvoided(Outcome outcome)
    {
        _first.Answer = _ => Given.GetFailed(_first, outcome);
        _second.Answer = Given.Healthy(_second);
        await using var client = Client();
        var session = client.OpenSession(0);

        foreach (var result in (GetResult[])[await session.GetAsync(Given.Key), await session.GetAsync(Given.Key)])
        {
            Assert.True(result.IsSuccess);
            Assert.Equal([_first.Id, _second.Id], result.Attempts.Select(a => a.Node));
            Assert.StartsWith(outcome.ToString(), result.Attempts[0].Error);
        }
    }

    [Fact]
    public async Task Get_Overloaded_IsRetriedAfterAPause()
    {
        await using var client = Client();
        var pending = client.OpenSession(0).GetAsync(Given.Key).AsTask();
        (await _first.NextAsync<GetRequest>()).Reply(Given.GetFailed(_first, Outcome.Overloaded));
        var second = _second.NextAsync<GetRequest>();
        while (!second.IsCompleted)
        {
            _time.Advance(1);
            await Task.Delay(1);
        }

        (await second).Reply(Given.Got(_second));
        var result = await pending;
        Assert.Equal([_first.Id, _second.Id], result.Attempts.Select(a => a.Node));
        Assert.True(result.Attempts[1].StartedAtUs > result.Attempts[0].EndedAtUs);
    }

    [Fact]
    public async Task Get_Invalid_IsNotRetried()
    {
        _first.Answer = _ => Given.GetFailed(_first, Outcome.Invalid, "R is 9");
        await using var client = Client();

        var result = await client.OpenSession(0).GetAsync(Given.Key);

        Assert.Equal("Invalid: R is 9", Assert.Single(result.Attempts).Error);
        Assert.Equal((false, "Invalid: R is 9", 1), (result.IsSuccess, result.Error, result.Quorum.Got));
    }

    [Fact]
    public async Task Node_DiesInMidFlight_AnotherServes()
    {
        _second.Answer = Given.Healthy(_second);
        await using var client = Client();
        var pending = client.OpenSession(0).GetAsync(Given.Key).AsTask();
        (await _first.NextAsync()).Connection.Dispose();

        var result = await pending;

        Assert.True(result.IsSuccess);
        Assert.Equal([_first.Id, _second.Id], result.Attempts.Select(a => a.Node));
    }

    [Fact]
    public async Task Node_AnswersAnotherQuestion_AnotherServes()
    {
        _first.Answer = _ => new RingRequest();
        _second.Answer = Given.Healthy(_second);
        await using var client = Client();

        var result = await client.OpenSession(0).GetAsync(Given.Key);

        Assert.Equal(_second.Id, result.Node);
        Assert.Equal("the node answered GetRequest with RingRequest", result.Attempts[0].Error);
    }

    [Fact]
    public async Task Node_ThatTimedOut_IsAvoidedUntilItAnswersAProbe()
    {
        _second.Answer = Given.Healthy(_second);
        await using var client = Client();
        var own = client.OpenSession(0);
        var sibling = client.OpenSession(2);
        var pending = own.GetAsync(Given.Key).AsTask();
        await _first.NextAsync();
        _time.Advance(Given.TimeoutMs);
        Assert.Equal(2, (await pending).Attempts.Count);

        Assert.Equal(_second.Id, Assert.Single((await own.GetAsync(Given.Key)).Attempts).Node);
        Assert.Equal(_second.Id, Assert.Single((await sibling.GetAsync(Given.Key)).Attempts).Node);

        _time.Advance(client.Options.AvoidMs);
        var probing = own.GetAsync(Given.Key).AsTask();
        var probe = await _first.NextAsync();
        Assert.Equal(_second.Id, (await sibling.GetAsync(Given.Key)).Node);
        probe.Reply(Given.Got(_first));
        Assert.Equal(_first.Id, Assert.Single((await probing).Attempts).Node);

        _first.Answer = Given.Healthy(_first);
        Assert.Equal(_first.Id, (await sibling.GetAsync(Given.Key)).Node);
    }

    [Fact]
    public async Task AllNodes_Failing_EndsAtTheMaximumOfAttempts()
    {
        _first.Answer = _ => Given.GetFailed(_first, Outcome.NotReady);
        _second.Answer = _ => Given.GetFailed(_second, Outcome.StoreFailed, "too busy");
        await using var client = new DynamoClient(Given.Options(_first, _second) with { AttemptsMax = 4 }, _time);

        var result = await client.OpenSession(0).GetAsync(Given.Key);

        Assert.False(result.IsSuccess);
        Assert.Equal([_first.Id, _second.Id, _first.Id, _second.Id], result.Attempts.Select(a => a.Node));
        Assert.Equal("StoreFailed: too busy", result.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_Failed_MayBeAppliedWhenAnyAttemptMay(bool mayFirst)
    {
        _first.Answer = _ => Given.WriteFailed(_first, Outcome.QuorumUnmet, mayFirst);
        _second.Answer = _ => Given.WriteFailed(_second, Outcome.NoCoordinator, mayBeApplied: false);
        await using var client = new DynamoClient(Given.Options(_first, _second) with { AttemptsMax = 2 }, _time);

        var result = await client.OpenSession(0).PutAsync(Given.Key, [1], CausalContext.Empty);

        Assert.Equal((false, mayFirst), (result.IsSuccess, result.MayBeApplied));
        Assert.Equal((default(Dot), CausalContext.Empty), (result.Dot, result.Context));
        Assert.Equal("NoCoordinator: as the test said", result.Error);
    }

    [Fact]
    public async Task Put_ToNodesThatAreDown_IsCertainlyNotApplied()
    {
        await using var down = FakeNode.Down("c");
        await using var client = new DynamoClient(Given.Options(down), _time);

        var result = await client.OpenSession(0).PutAsync(Given.Key, [1], CausalContext.Empty);

        Assert.Equal((false, false), (result.IsSuccess, result.MayBeApplied));
        Assert.StartsWith("cannot connect to c at ", result.Error);
        Assert.Equal(ClientOptions.AttemptsMaxDefault, result.Attempts.Count);
    }

    [Fact]
    public async Task Failover_Off_MakesOneAttemptAndAvoidsNothing()
    {
        await using var client = new DynamoClient(Given.Options(_first, _second) with { Failover = false }, _time);
        var session = client.OpenSession(0);

        for (var i = 0; i < 3; i++)
        {
            var pending = session.GetAsync(Given.Key).AsTask();
            await _first.NextAsync();
            _time.Advance(Given.TimeoutMs);
            var result = await pending;
            Assert.False(result.IsSuccess);
            Assert.Single(result.Attempts);
        }
    }

    private DynamoClient Client() => new(Given.Options(_first, _second), _time);
}
