using System.Net;
using System.Net.Sockets;

namespace DynamoLab.Node.Sockets;

/// <summary>
/// Where nodes of one machine meet past TCP: beside its port, one that listens on a loopback address has a Unix-domain
/// socket. Its name is of Linux' abstract kind (unix(7)): no file, gone with the process, and known only in the network
/// namespace of its own, as the address is. See docs/decisions/0025.
/// </summary>
internal static class UnixSocket
{
    /// <summary>Bytes the system may hold for the other side, as far as it allows: some long values.</summary>
    private const int SendBufferBytes = 1024 * 1024;

    /// <summary>Listens beside the port; null where there is no such socket.</summary>
    /// <exception cref="SocketException">The name is in use.</exception>
    public static Socket? Listen(IPEndPoint port, int backlogMax)
    {
        if (NameOf(port) is not { } name)
        {
            return null;
        }

        var socket = Create();
        try
        {
            socket.Bind(name);
            socket.Listen(backlogMax);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects past that port, at once; null where nobody listens, or too many wait to be let in.</summary>
    public static Socket? TryConnect(IPEndPoint port)
    {
        if (NameOf(port) is not { } name)
        {
            return null;
        }

        var socket = Create();
        try
        {
            socket.SendBufferSize = SendBufferBytes;
            socket.Blocking = false;
            socket.Connect(name);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static UnixDomainSocketEndPoint? NameOf(IPEndPoint port) =>
        OperatingSystem.IsLinux() && IPAddress.IsLoopback(port.Address) ? new($"\0dynamo-node/{port}") : null;

    private static Socket Create() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
