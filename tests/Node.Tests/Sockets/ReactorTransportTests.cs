using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Tests.Sockets;

/// <summary>Where there is no epoll these are .NET's once more.</summary>
public sealed class ReactorTransportTests() : TransportTests(Reactor.Start())
{
    [Fact]
    public async Task Dispose_OnItsOwnThread_Ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux'");
        var reactor = Reactor.Start()!;
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var transport = new Transport(receiver.Client, reactor);
        var receiving = ReceiveThenDisposeAsync(transport, reactor);
        receiver.Send([1], (IPEndPoint)receiver.Client.LocalEndPoint!);

        var thread = await receiving.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("sockets", thread.Name);
        // This may go on on that thread, which cannot wait for itself.
        Assert.True(await Task.Run(() => thread.Join(TimeSpan.FromSeconds(30))));
    }

    private static async Task<Thread> ReceiveThenDisposeAsync(Transport transport, Reactor reactor)
    {
        await transport.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken);
        reactor.Dispose();
        return Thread.CurrentThread;
    }
}
