using DynamoLab.Core;
using DynamoLab.Core.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Storage.Tests.Model;

public sealed class StoreModelTests
{
    /// <summary>
    /// The law of the log: whatever is done to it and to its disk, what is durable is kept, and what a kill leaves is
    /// what was written.
    /// </summary>
    [Theory]
    [InlineData(Durability.Buffered)]
    [InlineData(Durability.Sync)]
    public void Log_AnySteps_HoldsWhatTheRulesAllow(Durability durability) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ListOf().ToArbitrary(), steps => Holds(durability, steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    [Theory]
    [InlineData(Durability.Buffered)]
    [InlineData(Durability.Sync)]
    public void Log_LongRuns_HoldWhatTheRulesAllow(Durability durability)
    {
        var (failures, compacted) = (0, 0L);
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new DeterministicRandom((ulong)seed);
            var run = new StoreRun(durability);
            for (var i = 0; i < 1_000; i++)
            {
                try { run.Step(random.Next(int.MaxValue)); } catch (Exception e) { throw new Exception($"seed {seed} step {i}", e); }
                compacted = Math.Max(compacted, run.Counters.SegmentsCompacted);
            }

            run.Check();
            failures += run.PowerFailures;
        }

        Assert.True(failures > 500, $"{failures} power failures only");
        Assert.True(compacted > 2, $"{compacted} segments compacted at best");
    }

    private static bool Holds(Durability durability, IEnumerable<int> steps)
    {
        var run = new StoreRun(durability);
        foreach (var step in steps)
        {
            run.Step(step);
        }

        run.Check();
        run.Close();
        return true;
    }
}
