using System.Net;
using System.Net.Sockets;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class FreePortsTests
{
    private static readonly HashSet<int> NoneTaken = [];

    [Fact]
    public void Choose_SeveralPorts_GivesDistinctFreeOnesBelowTheEphemeralRange()
    {
        var ports = FreePorts.Choose(50, start: 12_345, NoneTaken);

        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 10_000, 32_767));
        Assert.All(ports, port => Assert.True(FreePorts.IsFree(port)));
    }

    [Fact]
    public void Choose_WherePortsAreInUseOrTaken_SkipsThem()
    {
        var start = 4321;
        var first = FreePorts.Choose(3, start, NoneTaken);
        using var listener = Listen(first[0]);

        var ports = FreePorts.Choose(3, start, new HashSet<int> { first[1] });

        Assert.Equal(first[2], ports[0]);
        Assert.DoesNotContain(first[0], ports);
        Assert.DoesNotContain(first[1], ports);
    }

    [Fact]
    public void Choose_MoreThanThereAre_SaysHowManyAreFree()
    {
        var problem = Assert.Throws<CannotRunException>(() => FreePorts.Choose(100_000, 0, NoneTaken));

        Assert.Contains("--nodes 100000 needs 100000 free ports", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Consecutive_WithOneInUse_NamesIt()
    {
        var ports = FreePorts.Choose(1, 9_999, NoneTaken);
        using var listener = Listen(ports[0]);

        var problem = Assert.Throws<CannotRunException>(() => FreePorts.Consecutive(3, ports[0] - 1));

        Assert.Equal(
            $"--base_port {ports[0] - 1}: port {ports[0]} is in use; 3 free ports in a row are needed",
                problem.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_534)]
    public void Consecutive_BeyondThePorts_NamesTheRange(int basePort)
    {
        var problem = Assert.Throws<CannotRunException>(() => FreePorts.Consecutive(3, basePort));

        Assert.Equal($"--base_port {basePort} is outside 1..65533 (for 3 nodes)", problem.Message);
    }

    private static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }
}
