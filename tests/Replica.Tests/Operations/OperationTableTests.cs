using DynamoLab.Core;
using DynamoLab.Replica.Operations;

namespace DynamoLab.Replica.Tests.Operations;

public sealed class OperationTableTests
{
    private readonly OperationTable _table = new(incarnation: 7);
    private readonly List<ulong> _fired = [];

    [Fact]
    public void FireDue_SeveralTimers_GoOffInTheOrderOfTimeThenOfArming()
    {
        var late = Add(30);
        var first = Add(10);
        var second = Add(10);

        _table.FireDue(new Instant(20));
        Assert.Equal([first.Id, second.Id], _fired);
        Assert.Equal(new Instant(30), _table.NextTimer);

        _table.FireDue(new Instant(30));
        Assert.Equal([first.Id, second.Id, late.Id], _fired);
    }

    [Fact]
    public void FireDue_OperationEnded_HasNoEffect()
    {
        var operation = Add(10);
        _table.Remove(operation);

        _table.FireDue(new Instant(10));

        Assert.Empty(_fired);
    }

    [Fact]
    public void NextTimer_OperationEnded_IsThatOfAnother()
    {
        _table.Remove(Add(10));
        Add(30);

        Assert.Equal(new Instant(30), _table.NextTimer);
    }

    [Fact]
    public void FireDue_DueLaterThanItWasArmedFor_WaitsUntilThen()
    {
        var operation = Add(10);
        operation.Due = new Instant(50);

        _table.FireDue(new Instant(10));
        Assert.Empty(_fired);
        Assert.Equal(new Instant(50), _table.NextTimer);

        _table.FireDue(new Instant(50));
        Assert.Equal([operation.Id], _fired);
    }

    [Fact]
    public void Arm_DueEarlierThanItWasArmedFor_GoesOffOnceAtTheEarlierTime()
    {
        var operation = Add(50);
        operation.Due = new Instant(10);
        _table.Arm(operation);

        _table.FireDue(new Instant(10));
        _table.FireDue(new Instant(50));

        Assert.Equal([operation.Id], _fired);
    }

    [Fact]
    public void Arm_AgainAndAgain_KeepsOneTimer()
    {
        var operation = Add(10);
        for (var i = 0; i < 100; i++)
        {
            _table.Arm(operation);
        }

        _table.Remove(operation);
        _table.FireDue(new Instant(10));

        Assert.Equal(Instant.Never, _table.NextTimer);
    }

    [Fact]
    public void FireDue_OperationThatDoesNotMoveOn_Throws()
    {
        var operation = Add(10);
        operation.IsStuck = true;

        Assert.Throws<InvalidOperationException>(() => _table.FireDue(new Instant(10)));
    }

    [Fact]
    public void NextId_NextIncarnation_IsHigherThanAnyOfThisOne()
    {
        ulong last = 0;
        for (var i = 0; i < 100_000; i++)
        {
            last = _table.NextId();
        }

        Assert.True(new OperationTable(incarnation: 8).NextId() > last);
    }

    [Fact]
    public void OnLinkDown_SeveralOperations_AreToldOldestFirst()
    {
        var first = Add(30);
        var second = Add(10);

        _table.OnLinkDown(new NodeId("n1"));

        Assert.Equal([first.Id, second.Id], _fired);
    }

    private Fake Add(long due)
    {
        var operation = new Fake(_table.NextId(), _fired) { Due = new Instant(due) };
        _table.Add(operation);
        _table.Arm(operation);
        return operation;
    }

    private sealed class Fake(ulong id, List<ulong> fired) : Operation(id)
    {
        public Instant Due { get; set; }

        public bool IsStuck { get; set; }

        public override Key Key { get; } = new("key");

        public override Instant NextDue => Due;

        public override void OnTimer()
        {
            fired.Add(Id);
            Due = IsStuck ? Due : Instant.Never;
        }

        public override void OnFailure(NodeId node) => fired.Add(Id);
    }
}
