using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Repairs;
using DynamoLab.Driver.Tests.Recording;
using DynamoLab.History;
using DynamoLab.History.Checkers;

namespace DynamoLab.Driver.Tests.Experiments;

/// <summary>What the verdict of a run is made of; each row breaks something else.</summary>
public sealed class AftermathTests
{
    private static readonly Operation Write = OperationSamples.Write();

    private static readonly ObjectState Held = ObjectState.Of(
        OperationSamples.Context5, new Sibling(OperationSamples.Dot5, "w3.1a "u8.ToArray(), 1, VersionVector.Empty));

    [Fact]
    public void Judge_AllReplicasHoldTheWrite_IsValid()
    {
        var verdict = Judge(new Aftermath { Final = Final(Held, Held, Held), Repair = Repaired });

        Assert.Equal(0, verdict.ExitCode);
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 1));
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 2));
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 3));
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 4));
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 5));
    }

    [Fact]
    public void Judge_NoReplicaHoldsTheWrite_BreaksPromise1AndNamesIt()
    {
        var verdict = Judge(new Aftermath
        {
            Final = Final(ObjectState.Empty, ObjectState.Empty, ObjectState.Empty),
            Repair = Repaired,
        });

        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal(PromiseOutcome.Broken, OutcomeOf(verdict, 1));
        Assert.Equal(Write.Key, verdict.Reports[0].Violations[0].Key);
    }

    [Fact]
    public void Judge_ReplicasDifferAfterRepair_BreaksPromise2()
    {
        var verdict = Judge(new Aftermath { Final = Final(Held, Held, ObjectState.Empty), Repair = Repaired });

        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 1));
        Assert.Equal(PromiseOutcome.Broken, OutcomeOf(verdict, 2));
    }

    [Fact]
    public void Judge_ReplicasDifferWithoutRepair_ChecksOnlyThatNothingIsLost()
    {
        var verdict = Judge(new Aftermath { Final = Final(Held, ObjectState.Empty, ObjectState.Empty) });

        Assert.Equal(0, verdict.ExitCode);
        Assert.Equal(PromiseOutcome.Held, OutcomeOf(verdict, 1));
        Assert.Equal(PromiseOutcome.NotChecked, OutcomeOf(verdict, 2));
    }

    [Fact]
    public void Judge_AReplicaThatCouldNotBeRead_IsUnknown()
    {
        var verdict = Judge(new Aftermath { Final = Final(Held, Held, null), Repair = Repaired });

        Assert.Equal(2, verdict.ExitCode);
    }

    [Fact]
    public void Judge_NothingSucceeded_IsUnknown()
    {
        var verdict = new Aftermath { WhyNotChecked = "cut short" }.Judge(Checkers(), successfulOperations: 0);

        Assert.Equal(2, verdict.ExitCode);
        Assert.Equal("cut short", verdict.Reports[0].Evidence);
    }

    private static RepairReport Repaired => new()
    {
        RoundsByKey = new Dictionary<Key, int?>(),
        DivergedBefore = 0,
        Rounds = [],
        Unreachable = [],
    };

    private static Verdict Judge(Aftermath aftermath)
    {
        var checkers = Checkers();
        checkers.Observe(Write);
        return aftermath.Judge(checkers, successfulOperations: 1);
    }

    private static PromiseCheckers Checkers() => new(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = true });

    private static PromiseOutcome OutcomeOf(Verdict verdict, int promise) =>
        verdict.Reports.Single(report => report.Promise == promise).Outcome;

    private static FinalState Final(params ObjectState?[] states) => new()
    {
        States = new Dictionary<Key, IReadOnlyList<ReplicaState>>
        {
            [Write.Key] = [.. states.Select((state, i) => new ReplicaState(new NodeId($"node{i + 1}"), state))],
        },
    };
}
