using System.Net;
using System.Text.Json;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Http;

public sealed class HttpQuorumTests
{
    [Fact]
    public async Task Put_QuorumCannotBeMet_Is503WithNeededAndGot()
    {
        await using var nodes = await TestNodes.StartAsync(3, o => o with
        {
            Node = o.Node with { Quorum = QuorumKind.Strict },
        });
        using var http = nodes.Http();
        await nodes.Hosts[1].StopAsync();
        await nodes.Hosts[2].StopAsync();

        var response = await http.PutAsync("kv/a?w=3", new ByteArrayContent([1]));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(3, error.GetProperty("needed").GetInt32());
        Assert.InRange(error.GetProperty("got").GetInt32(), 0, 1);
        Assert.True(error.TryGetProperty("may_be_applied", out _));
    }
}
