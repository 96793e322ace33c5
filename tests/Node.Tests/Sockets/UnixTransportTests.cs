using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Tests.Sockets;

/// <summary>What nodes of one machine talk over; TCP once more where there is no such socket.</summary>
public sealed class UnixTransportTests() : TransportTests(Reactor.Start())
{
    private static int _pairs;

    protected override (Socket Caller, Socket Accepted) Pair()
    {
        var number = Interlocked.Increment(ref _pairs);
        var address = new IPAddress([127, (byte)(Environment.ProcessId >> 8), (byte)Environment.ProcessId, 1]);
        var port = new IPEndPoint(address, number);
        using var listening = UnixSocket.Listen(port, backlogMax: 1);
        if (listening is null)
        {
            return base.Pair();
        }

        var caller = UnixSocket.TryConnect(port)!;
        caller.Blocking = true;
        return (caller, listening.Accept());
    }
}
