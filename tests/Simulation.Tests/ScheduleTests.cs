using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Faults;

namespace DynamoLab.Simulation.Tests;

public sealed class ScheduleTests
{
    private static readonly SimulationLimits Limits = new();

    /// <summary>
    /// Any run on any machine gives these; a change of the protocol, of a draw or of a delay changes them.
    /// </summary>
    public static TheoryData<ulong, ulong> PinnedHashes => new()
    {
        { 1, 0xf1f6a9c3e055eb10 },
        { 2, 0x335c48d53e7ec14b },
        { 3, 0xb850363a8e93cc44 },
        { 4, 0xbce4f272a9e35139 },
        { 5, 0x1f8bb1fa823bf20a },
        { 6, 0x85ce040dc0e3fd31 },
        { 7, 0xa114b873435e61ba },
        { 8, 0xcb47fc93920ea38a },
    };

    /// <summary>Seeds that failed once, each with what was wrong; see CHANGELOG.md.</summary>
    public static TheoryData<ulong> OnceFailed =>
    [
        // Nodes that lost their memory together found only each other, and took themselves for the cluster.
        2195,

        // Compaction copied a removal to the log's end, where it removed what had been written after it.
        1791, 1915, 2431, 2662, 3055, 3136, 3138, 3969,

        // A log was torn between a key and its hint, and the fallback kept the key for ever.
        1331, 2000,

        // Mistakes of the simulation itself: faults without an end, hints not waited for, overloads of its own making.
        455, 486, 714, 862, 966, 1835, 3286, 4282, 7498,
    ];

    [Theory]
    [MemberData(nameof(PinnedHashes))]
    public void Run_PinnedSeed_HasThePinnedHash(ulong seed, ulong hash) =>
        Assert.Equal($"{hash:x16}", $"{Schedule.Run(seed, Limits).TraceHash:x16}");

    [Theory]
    [MemberData(nameof(OnceFailed))]
    public void Run_SeedThatFailedOnce_Passes(ulong seed) => AssertPasses(Schedule.Run(seed, Limits));

    [Fact]
    public void Run_SomeSeeds_AllPassAndTakeNearlyEveryPath()
    {
        var coverage = new CoverageTable();
        for (var seed = 20_001UL; seed <= 20_400; seed++)
        {
            var result = Schedule.Run(seed, Limits);
            AssertPasses(result);
            coverage.Add(result.Coverage);
        }

        var faults = coverage.ToList().Where(path => path.Group == "fault");
        Assert.All(faults, fault => Assert.True(fault.Count > 0, $"{fault.Name} never happened"));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Run_Twice_GivesTheSameTrace(ulong seed)
    {
        using var first = new StringWriter();
        using var second = new StringWriter();

        var one = Schedule.Run(seed, Limits, first);
        var other = Schedule.Run(seed, Limits, second);

        Assert.Equal(one.TraceHash, other.TraceHash);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(one.TraceHash, Schedule.Run(seed, Limits).TraceHash);
    }

    [Fact]
    public void Run_OtherSeeds_GiveOtherTraces() =>
        Assert.Equal(
            9, Enumerable.Range(1, 9).Select(s => Schedule.Run((ulong)s, Limits).TraceHash).Distinct().Count());

    [Fact]
    public void Run_WithAnImpossibleLimit_FailsAndNamesWhatIsWrong()
    {
        // A network that loses everything from the start: the cluster never forms.
        var options = SwarmDraw.Draw(5, Limits) with { Nodes = 3 };
        options = options with { Network = options.Network with { DelayUs = 400_000_000 } };

        var result = Schedule.Run(options);

        Assert.Equal("never formed", result.FailureKind);
        Assert.Contains("do not all know each other", result.Failure);
    }

    [Fact]
    public void Draw_WithoutSomeFaults_LeavesTheOthersAsTheyWere()
    {
        var all = Enumerable.Range(1, 50).Select(s => SwarmDraw.Draw((ulong)s, Limits)).First(o => o.Faults.Count > 3);

        var fewer = SwarmDraw.Draw(all.Seed, Limits with { Faults = [2, 3] });

        Assert.Equal(all.Faults.Where(f => f.Number is 2 or 3), fewer.Faults);
        Assert.Equal(all.Node, fewer.Node);
        Assert.Equal(all.Clients, fewer.Clients);
    }

    [Fact]
    public void Draw_ManySeeds_DrawsEveryKindOfFault()
    {
        var kinds =
            Enumerable.Range(1, 300).SelectMany(s => SwarmDraw.Draw((ulong)s, Limits).Faults).Select(f => f.Kind);

        Assert.Equal(Enum.GetValues<FaultKind>(), kinds.Distinct().Order());
    }

    private static void AssertPasses(ScheduleResult result) => Assert.True(
        !result.IsFailure,
        $"seed {result.Options.Seed}: {result.FailureKind}: {result.Failure}; "
            + $"dynamolab simulate --seeds {result.Options.Seed} --trace");
}
