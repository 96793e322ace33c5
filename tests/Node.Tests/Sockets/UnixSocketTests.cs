using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Tests.Sockets;

public sealed class UnixSocketTests
{
    private readonly IPEndPoint _port = new(IPAddress.Loopback, TestNodes.FreePort());

    public UnixSocketTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "abstract names are Linux'");

    [Fact]
    public void TryConnect_NobodyListens_GivesNothing() => Assert.Null(UnixSocket.TryConnect(_port));

    [Fact]
    public void TryConnect_AddressOfAnotherKind_GivesNothing()
    {
        using var listening = UnixSocket.Listen(_port, backlogMax: 1);

        Assert.Null(UnixSocket.TryConnect(new IPEndPoint(IPAddress.Parse("127.0.0.2"), _port.Port)));
        Assert.Null(UnixSocket.TryConnect(new IPEndPoint(IPAddress.Parse("192.0.2.1"), _port.Port)));
    }

    [Fact]
    public void Listen_AddressOthersCanReach_GivesNothing() =>
        Assert.Null(UnixSocket.Listen(new IPEndPoint(IPAddress.Any, _port.Port), backlogMax: 1));

    [Fact]
    public void Listen_NameInUse_SaysSo()
    {
        using var first = UnixSocket.Listen(_port, backlogMax: 1);

        var thrown = Assert.Throws<SocketException>(() => UnixSocket.Listen(_port, backlogMax: 1));
        Assert.Equal(SocketError.AddressAlreadyInUse, thrown.SocketErrorCode);
    }

    [Fact]
    public void Dispose_OfTheListener_FreesTheName()
    {
        UnixSocket.Listen(_port, backlogMax: 1)!.Dispose();

        Assert.Null(UnixSocket.TryConnect(_port));
        using var again = UnixSocket.Listen(_port, backlogMax: 1);
        using var caller = UnixSocket.TryConnect(_port);
        Assert.NotNull(caller);
    }

    /// <summary>It must not wait: whoever connects has others to talk to.</summary>
    [Fact]
    public void TryConnect_TooManyWait_GivesNothing()
    {
        using var listening = UnixSocket.Listen(_port, backlogMax: 1);
        var callers = new List<Socket?>();
        do
        {
            callers.Add(UnixSocket.TryConnect(_port));
        }
        while (callers[^1] is not null && callers.Count < 100);

        Assert.InRange(callers.Count, 2, 99);
        callers.ForEach(caller => caller?.Dispose());
    }
}
