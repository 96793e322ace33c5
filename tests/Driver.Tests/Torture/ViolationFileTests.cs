using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Tests.Recording;
using DynamoLab.Driver.Torture;
using DynamoLab.History;
using DynamoLab.History.Checkers;

namespace DynamoLab.Driver.Tests.Torture;

/// <summary>
/// A write that was acknowledged, survived a wipe and a repair, and is gone: the torture must say so.
/// </summary>
public sealed class ViolationFileTests : IDisposable
{
    private static readonly Operation Lost = OperationSamples.Write();

    private readonly ScratchFolder _scratch = new();
    private readonly ResultsFolder _folder;

    public ViolationFileTests() => _folder = ResultsFolder.Open(_scratch.Path, DateTimeOffset.UnixEpoch);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Write_ALostWrite_NamesItWithTheHistoryOfItsKeyAndGivesExitCode1()
    {
        var other = Lost with { Key = new Key("key-000000000008") };
        RecordAll(Lost, OperationSamples.Read(), other);

        var verdict = Judge(ObjectState.Empty);
        var isWritten = ViolationFile.Write(_folder, verdict);

        Assert.Equal((ExitCode.Broken, true), (verdict.ExitCode, isWritten));
        var lines = File.ReadAllLines(_folder.PathOf(ViolationFile.FileName));
        Assert.StartsWith(
            "promise 1: key key-000000000007: acknowledged write is lost: neither present nor covered "
            + "(acknowledged by node1, node3); worker 3 WRITE at 2026-01-31T13:38:26.123456Z", lines[0],
            StringComparison.Ordinal);
        Assert.Equal("history of key-000000000007:", lines[2]);
        Assert.Equal(["WRITE", "READ"], lines[3..].Select(line => line.Split(',')[2]));
    }

    [Fact]
    public void Write_NothingLost_LeavesNoFile()
    {
        var held = ObjectState.Of(
            OperationSamples.Context5,
            new Sibling(OperationSamples.Dot5, "w3.1a "u8.ToArray(), 1, VersionVector.Empty));

        Assert.False(ViolationFile.Write(_folder, Judge(held)));
        Assert.False(File.Exists(_folder.PathOf(ViolationFile.FileName)));
    }

    private void RecordAll(params Operation[] operations)
    {
        using var csv = OperationCsv.Create(_folder.WorkloadCsv);
        foreach (var operation in operations)
        {
            csv.Write(operation);
        }
    }

    /// <summary>One acknowledger was wiped, which is below W; the other one, killed, kept its copy.</summary>
    private static Verdict Judge(ObjectState final)
    {
        var checkers = new PromiseCheckers(new CheckerOptions { WriteQuorum = 2 });
        checkers.Observe(Lost);
        var at = Lost.End.PlusMs(1);
        checkers.Observe(new FaultEvent(FaultEvent.Crash, new NodeId("node1"), at, at, FaultPhase.Inject));
        checkers.Observe(new FaultEvent(FaultEvent.Wipe, new NodeId("node3"), at, at, FaultPhase.Inject));
        var states = Enumerable.Range(1, 3).Select(i => new ReplicaState(new NodeId($"node{i}"), final));
        return new Aftermath
        {
            Final = new FinalState
            {
                States = new Dictionary<Key, IReadOnlyList<ReplicaState>> { [Lost.Key] = [.. states] },
            },
        }.Judge(checkers, successfulOperations: 1);
    }
}
