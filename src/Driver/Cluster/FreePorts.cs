using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// Loopback ports nobody listens on. They lie below the range the system draws the ports of outgoing connections
/// from, or one of those could take a port between its choice and its use, or while a crashed node is away.
/// </summary>
internal static class FreePorts
{
    private const int First = 10_000;
    private const int LastDefault = 32_767;
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <param name="start">Where to begin to look; any number, the range is a circle.</param>
    /// <param name="taken">Ports not to choose although they are free.</param>
    /// <exception cref="CannotRunException">There are not enough of them.</exception>
    public static IReadOnlyList<int> Choose(int count, int start, IReadOnlySet<int> taken)
    {
        var (first, last) = Range();
        var size = last - first + 1;
        var ports = new List<int>(count);
        for (var i = 0; i < size && ports.Count < count; i++)
        {
            var port = first + (int)(((uint)start + (uint)i) % (uint)size);
            if (!taken.Contains(port) && IsFree(port))
            {
                ports.Add(port);
            }
        }

        return ports.Count == count
            ? ports
            : throw new CannotRunException(
                $"--nodes {count} needs {count} free ports in {first}..{last}; {ports.Count} are free");
    }

    /// <summary>The ports from <paramref name="basePort"/> on, one per node.</summary>
    /// <exception cref="CannotRunException">One of them is in use, or beyond the last port.</exception>
    public static IReadOnlyList<int> Consecutive(int count, int basePort)
    {
        var ports = Enumerable.Range(basePort, count).ToArray();
        if (basePort < 1 || ports[^1] > IPEndPoint.MaxPort)
        {
            var most = IPEndPoint.MaxPort - count + 1;
            throw new CannotRunException($"--base_port {basePort} is outside 1..{most} (for {count} nodes)");
        }

        foreach (var port in ports.Where(port => !IsFree(port)))
        {
            throw new CannotRunException(
                $"--base_port {basePort}: port {port} is in use; {count} free ports in a row are needed");
        }

        return ports;
    }

    /// <summary>Listening on it is the only proof.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static (int First, int Last) Range()
    {
        var last = LastDefault;
        if (File.Exists(RangeFile))
        {
            var text = File.ReadAllText(RangeFile).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[0];
            last = int.Parse(text, CultureInfo.InvariantCulture) - 1;
        }

        // A machine that gives out nearly all ports leaves none to be safe in; then any has to do.
        return last - First >= 1000 ? (First, last) : (First, IPEndPoint.MaxPort);
    }
}
