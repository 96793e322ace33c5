using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class OperationQuotaTests
{
    [Fact]
    public void TryTake_ByManyThreads_GivesExactlyAsManyAsThereAre()
    {
        var quota = new OperationQuota(1_000);
        var taken = 0;

        Parallel.For(0, 4_000, _ => Interlocked.Add(ref taken, quota.TryTake() ? 1 : 0));

        Assert.Equal(1_000, taken);
    }

    [Fact]
    public void TryTake_NoLimit_AlwaysGives() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(new OperationQuota(null).TryTake()));
}
