using DynamoLab.Core.Messages;
using DynamoLab.Node.Durability;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Tests.Durability;

public sealed class DiskGateTests
{
    private readonly MemoryDisk _disk = new();
    private readonly List<long> _waits = [];
    private readonly DiskGate _gate;

    public DiskGateTests() => _gate = new DiskGate(_disk, _waits.Add);

    [Fact]
    public void Gate_WithoutRules_PassesEverything()
    {
        _gate.Append("1.log", [1, 2, 3]);
        _gate.Sync("1.log");

        Assert.Equal(3, _gate.Length("1.log"));
        Assert.Empty(_waits);
    }

    [Fact]
    public void Delays_OfMatchingFiles_AreWaited()
    {
        Set(new DiskRule("*.log", 7, 11, DiskFault.None));

        _gate.Append("1.log", [1]);
        _gate.Sync("1.log");
        _gate.Append("1.hint", [1]);
        _gate.Sync("1.hint");

        Assert.Equal([7, 11], _waits);
    }

    [Theory]
    [InlineData(DiskFault.Error, DiskFailure.Error, 0)]
    [InlineData(DiskFault.Full, DiskFailure.Full, 0)]
    [InlineData(DiskFault.Short, DiskFailure.Full, 2)]
    public void Fault_OnWrite_FailsAndLeavesWhatItSays(DiskFault fault, DiskFailure kind, int left)
    {
        Set(new DiskRule("*", 0, 0, fault));

        var error = Assert.Throws<DiskException>(() => _gate.Append("1.log", [1, 2, 3, 4]));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(left, _disk.Length("1.log"));
    }

    [Theory]
    [InlineData(DiskFault.Error, true)]
    [InlineData(DiskFault.SyncError, true)]
    [InlineData(DiskFault.Full, false)]
    [InlineData(DiskFault.Short, false)]
    public void Fault_OnSync_FailsWhereItSays(DiskFault fault, bool fails)
    {
        _gate.Append("1.log", [1]);
        Set(new DiskRule("*", 0, 0, fault));

        Assert.Equal(fails, Record.Exception(() => _gate.Sync("1.log")) is DiskException);
    }

    [Fact]
    public void Heal_AfterAFault_PassesEverythingAgain()
    {
        Set(new DiskRule("*", 5, 5, DiskFault.Full));
        Set();

        _gate.Append("1.log", [1]);

        Assert.Empty(_waits);
        Assert.True(_gate.Rules.IsEmpty);
    }

    [Fact]
    public void TryOf_WhatIsOutOfRange_IsNamed()
    {
        Assert.Contains("pattern", ErrorOf(new DiskRule("", 0, 0, DiskFault.None)), StringComparison.Ordinal);
        Assert.Contains("-1", ErrorOf(new DiskRule("*", -1, 0, DiskFault.None)), StringComparison.Ordinal);
        Assert.Contains("60000001", ErrorOf(new DiskRule("*", 0, 60_000_001, DiskFault.None)), StringComparison.Ordinal);
        Assert.Contains(
            "65 disk rules",
            DiskRules.TryOf([.. Enumerable.Repeat(new DiskRule("*", 0, 0, DiskFault.None), 65)], out _),
            StringComparison.Ordinal);
    }

    private static string ErrorOf(DiskRule rule) => DiskRules.TryOf([rule], out _);

    private void Set(params DiskRule[] rules)
    {
        Assert.Empty(DiskRules.TryOf(rules, out var accepted));
        _gate.Rules = accepted;
    }
}
