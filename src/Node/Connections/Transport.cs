using System.Net.Sockets;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The bytes of one connection of the binary protocol, both ways: all that the rest knows of its socket. What can be
/// received or sent at once completes at once, on the thread that asks.
/// </summary>
internal sealed class Transport(Socket socket) : IDisposable
{
    /// <summary>The number of bytes received; 0 when the other side has ended.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);

    /// <summary>Completes when the system has taken all bytes.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sending = socket.SendAsync(bytes, SocketFlags.None);
        if (!sending.IsCompletedSuccessfully)
        {
            return SendRestAsync(sending, bytes);
        }

        var sent = sending.Result;
        return sent == bytes.Length ? default : SendAsync(bytes[sent..]);
    }

    /// <summary>Tells the other side that nothing more is sent.</summary>
    public void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It broke; whoever receives will hear.
        }
    }

    /// <summary>Closes it; what waits to be received or sent fails.</summary>
    public void Dispose() => socket.Dispose();

    private async ValueTask SendRestAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending;
        if (sent < bytes.Length)
        {
            await SendAsync(bytes[sent..]);
        }
    }
}
