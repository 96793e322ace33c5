using DynamoLab.Core;

namespace DynamoLab.Client.Tests;

public sealed class ClientOptionsTests
{
    private static readonly ClientOptions Good = new() { Nodes = [new(new NodeId("a"), "127.0.0.1", 1)] };

    public static TheoryData<ClientOptions, string> Bad => new()
    {
        { Good with { Nodes = [] }, "Nodes is empty" },
        { Good with { Nodes = [.. Good.Nodes, .. Good.Nodes] }, "names a node twice" },
        { Good with { Nodes = [new(default, "127.0.0.1", 1)] }, "without a name" },
        { Good with { Routing = (Routing)9 }, "Routing is 9" },
        { Good with { TimeoutMs = 0 }, "TimeoutMs is 0: 1 to" },
        { Good with { AttemptsMax = 0 }, "AttemptsMax is 0: 1 to 100" },
        { Good with { AttemptsMax = 101 }, "AttemptsMax is 101: 1 to 100" },
        { Good with { ReadQuorum = -1 }, "ReadQuorum is -1: 0 to" },
        { Good with { WriteQuorum = -1 }, "WriteQuorum is -1: 0 to" },
        { Good with { ConnectionsPerNode = 0 }, "ConnectionsPerNode is 0: 1 to 64" },
        { Good with { AvoidMs = -1 }, "AvoidMs is -1: 0 to" },
    };

    [Fact]
    public async Task Defaults_AreAccepted()
    {
        await using var client = new DynamoClient(Good);

        Assert.Equal((5000, 5, 1000), (client.Options.TimeoutMs, client.Options.AttemptsMax, client.Options.AvoidMs));
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Value_OutOfRange_IsNamed(ClientOptions options, string error) =>
        Assert.Contains(error, Assert.Throws<ArgumentException>(() => new DynamoClient(options)).Message);
}
