using DynamoLab.Fuzz.Engine;

namespace DynamoLab.Fuzz.Tests;

/// <summary>A short round of every parser; <c>bench/fuzz</c> makes the long ones.</summary>
public sealed class TargetTests
{
    private const int CasesOfAll = 40_000;
    private const ulong Seed = 1;

    private static readonly IReadOnlyList<FuzzTarget> Targets = AllTargets.Make();

    public static TheoryData<string> Names => [.. AllTargets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_EverySample_IsAccepted(string name) =>
        Assert.All(Find(name).Samples, sample => Assert.Equal(Verdict.Accepted, Find(name).Parse(sample)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_ShortRound_FailsAtNoCase(string name)
    {
        var round = new FuzzRound(Find(name), Seed);
        round.Try(0, 10 + (CasesOfAll * round.Target.Share / Targets.Sum(target => target.Share)), new HangWatch());
        Assert.Empty(round.Tally.Failures);
    }

    private static FuzzTarget Find(string name) => Targets.Single(target => target.Name == name);
}
