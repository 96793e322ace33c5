using DynamoLab.Core;
using DynamoLab.Core.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Repair.Tests;

public sealed class HintTableTests
{
    private readonly HintTable _table = new();

    [Fact]
    public void Add_KnownHint_IsFalseAndCountsOnce()
    {
        Assert.True(_table.Add(Hint(Rings.B, 1)));
        Assert.False(_table.Add(Hint(Rings.B, 1)));

        Assert.Equal(1, _table.Count);
    }

    [Fact]
    public void Add_HintInFlight_IsFalse()
    {
        _table.Add(Hint(Rings.B, 1));
        _table.MarkSent(Hint(Rings.B, 1), 7, 100);

        Assert.False(_table.Add(Hint(Rings.B, 1)));
        Assert.Empty(_table.NextBatch(Rings.B, 10));
    }

    [Fact]
    public void Owners_SeveralHints_AreSortedAndLeaveWithTheirLast()
    {
        _table.Add(Hint(Rings.C, 1));
        _table.Add(Hint(Rings.A, 1));
        _table.Add(Hint(Rings.C, 2));

        _table.Remove(Hint(Rings.A, 1));
        _table.Remove(Hint(Rings.C, 1));

        Assert.Equal([Rings.C], _table.Owners);
        Assert.False(_table.HoldsFor(Rings.Key(1)));
        Assert.True(_table.HoldsFor(Rings.Key(2)));
        Assert.True(_table.Contains(Hint(Rings.C, 2)));
    }

    [Fact]
    public void HoldsFor_TwoOwners_LastsUntilBothAreServed()
    {
        _table.Add(Hint(Rings.A, 1));
        _table.Add(Hint(Rings.B, 1));

        _table.Remove(Hint(Rings.A, 1));
        Assert.True(_table.HoldsFor(Rings.Key(1)));

        _table.Remove(Hint(Rings.B, 1));
        Assert.False(_table.HoldsFor(Rings.Key(1)));
    }

    [Fact]
    public void NextBatch_SomeInFlight_GivesTheFirstOthersInOrder()
    {
        var keys = Enumerable.Range(0, 10).Select(Rings.Key).Order().ToArray();
        foreach (var key in keys.Reverse())
        {
            _table.Add(new HintId(Rings.B, key));
        }

        _table.MarkSent(new HintId(Rings.B, keys[1]), 1, 1);

        Assert.Equal([keys[0], keys[2], keys[3]], _table.NextBatch(Rings.B, 3));
        Assert.Equal(1, _table.InFlight(Rings.B));
    }

    [Fact]
    public void Acknowledge_StateStillHeld_IsTrueAndTheHintIsNotSentAgain()
    {
        _table.Add(Hint(Rings.B, 1));
        _table.MarkSent(Hint(Rings.B, 1), 7, 100);

        Assert.True(_table.Acknowledge(Hint(Rings.B, 1), 7, 100));
        Assert.Empty(_table.NextBatch(Rings.B, 10));
    }

    [Fact]
    public void Acknowledge_StateGrewMeanwhile_IsFalseAndTheHintIsSendable()
    {
        _table.Add(Hint(Rings.B, 1));
        _table.MarkSent(Hint(Rings.B, 1), 7, 100);

        Assert.False(_table.Acknowledge(Hint(Rings.B, 1), 7, 101));
        Assert.Equal([Rings.Key(1)], _table.NextBatch(Rings.B, 10));
    }

    [Fact]
    public void Acknowledge_OlderOperation_LeavesTheLaterOneInFlight()
    {
        _table.Add(Hint(Rings.B, 1));
        _table.MarkSent(Hint(Rings.B, 1), 7, 100);
        _table.Abandon(Hint(Rings.B, 1), 7);
        _table.MarkSent(Hint(Rings.B, 1), 8, 101);

        Assert.False(_table.Acknowledge(Hint(Rings.B, 1), 7, 101));
        Assert.Equal(1, _table.InFlight(Rings.B));
        Assert.True(_table.Acknowledge(Hint(Rings.B, 1), 8, 101));
    }

    [Fact]
    public void Abandon_OlderOperation_HasNoEffect()
    {
        _table.Add(Hint(Rings.B, 1));
        _table.MarkSent(Hint(Rings.B, 1), 8, 100);

        _table.Abandon(Hint(Rings.B, 1), 7);

        Assert.Equal(1, _table.InFlight(Rings.B));
    }

    [Fact]
    public void AbandonAll_LinkDown_MakesOnlyThatOwnersHintsSendable()
    {
        foreach (var owner in new[] { Rings.A, Rings.B })
        {
            _table.Add(Hint(owner, 1));
            _table.Add(Hint(owner, 2));
            _table.MarkSent(Hint(owner, 1), 1, 1);
            _table.MarkSent(Hint(owner, 2), 2, 1);
        }

        _table.AbandonAll(Rings.A);

        Assert.Equal(2, _table.NextBatch(Rings.A, 10).Count);
        Assert.Empty(_table.NextBatch(Rings.B, 10));
    }

    [Fact]
    public void UnknownHints_EveryCall_HasNoEffect()
    {
        _table.Remove(Hint(Rings.A, 1));
        _table.MarkSent(Hint(Rings.A, 1), 1, 1);
        _table.Abandon(Hint(Rings.A, 1), 1);
        _table.AbandonAll(Rings.A);

        Assert.False(_table.Acknowledge(Hint(Rings.A, 1), 1, 1));
        Assert.Equal(0, _table.Count);
        Assert.Empty(_table.NextBatch(Rings.A, 1));
        Assert.Empty(_table.Owners);
    }

    [Fact]
    public void Table_AnyCalls_AgreesWithASetOfHintsAndAMapOfFlights() =>
        Prop.ForAll<(byte Call, byte Hint)[]>(calls =>
        {
            var table = new HintTable();
            var held = new HashSet<HintId>();
            var flying = new Dictionary<HintId, ulong>();
            foreach (var (call, number) in calls)
            {
                var hint = Hint((number & 1) == 0 ? Rings.A : Rings.B, (number >> 1) % 5);
                Apply(table, held, flying, call, hint);
            }

            return table.Count == held.Count
                && table.Owners.SequenceEqual(held.Select(h => h.Owner).Distinct().Order())
                && Enumerable.Range(0, 5).Select(Rings.Key).All(k => table.HoldsFor(k) == held.Any(h => h.Key == k))
                && table.Owners.All(o => table.InFlight(o) == flying.Keys.Count(h => h.Owner == o))
                && table.Owners.All(o => table.NextBatch(o, 99).SequenceEqual(
                    held.Where(h => h.Owner == o && !flying.ContainsKey(h)).Select(h => h.Key).Order()));
        }).QuickCheckThrowOnFailure();

    private static void Apply(
        HintTable table, HashSet<HintId> held, Dictionary<HintId, ulong> flying, byte call, HintId hint)
    {
        var operation = (ulong)(call >> 4) % 3;
        switch (call % 6)
        {
            case 0:
            case 1:
                Assert.Equal(held.Add(hint), table.Add(hint));
                break;
            case 2:
                table.MarkSent(hint, operation, 1);
                if (held.Contains(hint))
                {
                    flying[hint] = operation;
                }

                break;
            case 3:
                table.Abandon(hint, operation);
                _ = flying.TryGetValue(hint, out var sent) && sent == operation && flying.Remove(hint);
                break;
            case 4:
                table.AbandonAll(hint.Owner);
                flying.Keys.Where(h => h.Owner == hint.Owner).ToList().ForEach(h => flying.Remove(h));
                break;
            default:
                table.Remove(hint);
                held.Remove(hint);
                flying.Remove(hint);
                break;
        }
    }

    private static HintId Hint(NodeId owner, int number) => new(owner, Rings.Key(number));
}
