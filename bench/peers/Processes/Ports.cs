using System.Net;
using System.Net.Sockets;

namespace DynamoLab.Bench.Peers.Processes;

internal static class Ports
{
    // Below the range that connections draw their own ports from.
    private const int First = 20_000;
    private const int End = 30_000;

    private static int _next = First;

    /// <summary>The first of so many free ports in a row.</summary>
    public static int FirstOf(int count)
    {
        while (_next + count <= End)
        {
            var first = _next;
            _next += count;
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }

        throw new InvalidOperationException($"no {count} free ports in a row in {First} to {End}");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
