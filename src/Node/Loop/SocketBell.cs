using System.Net;
using System.Net.Sockets;

namespace DynamoLab.Node.Loop;

/// <summary>
/// Has something done once all that has come to the process's sockets by now is read: a byte that the process sends to
/// itself waits its turn behind them. What many connections ask for is so done in one go, as it is where one connection
/// carries many requests. It costs a few system calls, and is worth them where there are more than a few to save.
/// </summary>
internal sealed class SocketBell : IDisposable
{
    private readonly Socket _rope = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _clapper;
    private readonly Action _rung;
    private int _isRinging;

    /// <param name="rung">What is to be done.</param>
    public SocketBell(Action rung)
    {
        _rung = rung;
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        _rope.Connect(listener.LocalEndPoint!);
        _rope.NoDelay = true;
        _clapper = listener.Accept();
        while (!_clapper.RemoteEndPoint!.Equals(_rope.LocalEndPoint))
        {
            // A stranger was faster.
            _clapper.Dispose();
            _clapper = listener.Accept();
        }

        _ = ReceiveAsync();
    }

    /// <summary>From any thread.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _isRinging, 1) != 0)
        {
            return;
        }

        try
        {
            _rope.Send([0]);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The node is closed.
        }
    }

    public void Dispose()
    {
        _rope.Dispose();
        _clapper.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var received = new byte[1];
        try
        {
            while (await _clapper.ReceiveAsync(received.AsMemory(), SocketFlags.None) > 0)
            {
                Interlocked.Exchange(ref _isRinging, 0);
                _rung();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The node is closed.
        }
    }
}
