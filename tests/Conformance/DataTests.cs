using System.Text;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Conformance;

/// <summary>Reads, writes and siblings through real nodes.</summary>
public sealed class DataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [BuiltHosts]
    public async Task Put_AtOneNode_IsReadAtEveryNode(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 5);
        await using var client = cluster.Client();
        var key = new Key("apple");

        var put = await client.OpenSession(0).PutAsync(key, "red"u8.ToArray(), CausalContext.Empty, Token);

        Assert.True(put.IsSuccess, put.Error);
        Assert.True(put.AcknowledgedBy.Count >= 2);
        for (var i = 0; i < 5; i++)
        {
            var get = await client.OpenSession(i).GetAsync(key, Token);
            Assert.True(get.IsSuccess, get.Error);
            Assert.Equal($"node{i + 1}", get.Node.Name);
            Assert.Equal(["red"], ValuesOf(get));
        }
    }

    [Theory]
    [BuiltHosts]
    public async Task Put_BlindTwice_KeepsSiblingsUntilAContextCoversThem(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client();
        var (one, other) = (client.OpenSession(0), client.OpenSession(1));
        var key = new Key("cart");

        await one.PutAsync(key, "milk"u8.ToArray(), CausalContext.Empty, Token);
        await other.PutAsync(key, "eggs"u8.ToArray(), CausalContext.Empty, Token);
        var both = await one.GetAsync(key, Token);
        Assert.Equal(["eggs", "milk"], ValuesOf(both));

        await one.PutAsync(key, "milk and eggs"u8.ToArray(), both.State.Context, Token);
        Assert.Equal(["milk and eggs"], ValuesOf(await other.GetAsync(key, Token)));
    }

    [Theory]
    [BuiltHosts]
    public async Task Delete_WithoutContext_CoversWhatTheCoordinatorHolds(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client();
        var session = client.OpenSession(0);
        var key = new Key("old");

        await session.PutAsync(key, "1"u8.ToArray(), CausalContext.Empty, Token);
        var delete = await session.DeleteAsync(key, null, Token);

        Assert.True(delete.IsSuccess, delete.Error);
        var get = await client.OpenSession(2).GetAsync(key, Token);
        Assert.Empty(ValuesOf(get));
        Assert.True(get.State.IsTombstone);
    }

    [Theory]
    [BuiltHosts]
    public async Task Put_QuorumOutsideOneToN_IsRefusedWithTheRange(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client(o => o with { WriteQuorum = 4 });

        var put = await client.OpenSession(0).PutAsync(new Key("k"), [1], CausalContext.Empty, Token);

        Assert.False(put.IsSuccess);
        Assert.Contains("1..3", put.Error, StringComparison.Ordinal);
    }

    private static string[] ValuesOf(GetResult get) =>
        [.. get.State.Siblings.ToArray().Where(s => !s.IsTombstone).Select(
            s => Encoding.UTF8.GetString(s.Value!)).Order()];
}
