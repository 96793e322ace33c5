using DynamoLab.Core;
using DynamoLab.Fuzz.Engine;

namespace DynamoLab.Fuzz.Tests;

public sealed class EngineTests
{
    private static readonly byte[] Sample = "a sample"u8.ToArray();

    [Fact]
    public void CaseOf_SameSeedAndNumber_IsTheSameCase()
    {
        var target = Target(_ => Verdict.Accepted);
        var cases = Cases(target, 5);

        Assert.Equal(cases, Cases(target, 5));
        Assert.True(cases.Distinct().Count() > 80);
        Assert.NotEqual(cases, Cases(target, 6));
    }

    [Fact]
    public void Next_LongSample_StaysWithinTheBound()
    {
        var mutator = new Mutator([new byte[Mutator.LengthMax - 10]], [new byte[100]]);
        var random = new DeterministicRandom(1);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(mutator.Next(random).Length, 0, Mutator.LengthMax));
    }

    [Fact]
    public void Try_ParserThatThrows_IsNotedWithHowToRepeatIt()
    {
        var round = new FuzzRound(Target(_ => throw new InvalidOperationException("oh")), 7);
        round.Try(3, 1, new HangWatch());

        Assert.Equal((1, 1), (round.Tally.Cases, round.Tally.Failed));
        Assert.Contains("oh", round.Tally.Failures[0].What, StringComparison.Ordinal);
        Assert.EndsWith(
            "bench/fuzz -- --seed 7 --target made --case 3", round.Tally.Failures[0].ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Try_ParserThatAllocatesTooMuch_Fails()
    {
        var target = Target(bytes => new byte[10_000 + bytes.Length].Length > 0 ? Verdict.Accepted : Verdict.Rejected);
        var bounded = new FuzzRound(target with { AllocationBase = 5000, AllocationPerByte = 1 }, 1);
        var roomy = new FuzzRound(target with { AllocationBase = 20_000, AllocationPerByte = 2 }, 1);

        Assert.Null(bounded.Try(1));
        Assert.Contains("bytes allocated for", bounded.Tally.Failures[0].What, StringComparison.Ordinal);
        Assert.Equal(Verdict.Accepted, roomy.Try(1));
    }

    [Fact]
    public void Rejected_WithoutAReason_Fails()
    {
        Assert.Equal(Verdict.Rejected, Judge.Rejected("x"));
        Assert.Throws<FuzzFailureException>(() => Judge.Rejected(""));
        Assert.Throws<FuzzFailureException>(() => Judge.RejectedInOneLine("a\nb"));
    }

    [Fact]
    public async Task RunAsync_SharesOfTargets_DecideTheirCases()
    {
        var run = new FuzzRun([Target(_ => Verdict.Accepted) with { Share = 3 }, Target(_ => Verdict.Rejected)], 1);
        await run.RunAsync(1030);

        Assert.Equal([30, 1000], run.Rounds.Select(round => round.Tally.Cases));
        Assert.Equal([0, 1000], run.Rounds.Select(round => round.Tally.Rejected));
        Assert.Null(run.Hanging());
    }

    [Theory]
    [InlineData("--target", "none", "--target is 'none'; accepted: frame, ")]
    [InlineData("--cases", "x", "'--cases x' is no option")]
    [InlineData("--case", "1", "--case needs the --target")]
    public void Parse_BadOption_SaysWhatIsAccepted(string name, string value, string error) =>
        Assert.StartsWith(error, FuzzOptions.Parse([name, value], out _), StringComparison.Ordinal);

    private static List<string> Cases(FuzzTarget target, ulong seed) =>
        [.. Enumerable.Range(0, 100).Select(i => Convert.ToHexString(new FuzzRound(target, seed).CaseOf(i)))];

    private static FuzzTarget Target(Func<byte[], Verdict> parse) => new("made", [Sample], parse);
}
