using DynamoLab.Node.Connections;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests.Connections;

public sealed class ReplyBacklogTests
{
    private static readonly ConnectionLimits Limits = new() { UnreadBytesMax = 1600, UnreadBytesOfAllMax = 1000 };

    private readonly HostCounters _counters = new();

    [Fact]
    public void Note_AllHoldMoreThanTheyMay_WhoHoldsMuchHasToGo()
    {
        var (much, little) = (Backlog(), Backlog());
        Assert.False(much.Note(900));
        Assert.False(little.Note(100));

        Assert.True(much.Note(901));
        Assert.False(little.Note(100));
        Assert.True(little.Note(101));
    }

    [Fact]
    public void Note_WhatIsTaken_IsNotCounted()
    {
        var backlog = Backlog();
        backlog.Note(900);
        backlog.Note(200);
        Assert.Equal(200, _counters.UnreadBytes);
    }

    [Fact]
    public void End_WhatComesLater_IsNotCounted()
    {
        var backlog = Backlog();
        backlog.Note(900);
        backlog.End();
        Assert.False(backlog.Note(5000));
        Assert.Equal(0, _counters.UnreadBytes);
    }

    private ReplyBacklog Backlog() => new(Limits, _counters);
}
