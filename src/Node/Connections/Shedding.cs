using System.Buffers;
using System.Net.Sockets;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Connections;

/// <summary>
/// Refuses requests of one client unread, the oldest first, while too many of them wait on its connection or the node
/// is overloaded: that costs a fraction of what serving them would.
/// </summary>
/// <param name="services">The node's.</param>
/// <param name="output">Where refusals go.</param>
/// <param name="socket">The connection's; null where it has none.</param>
internal sealed class Shedding(ConnectionServices services, FrameOutput output, Socket? socket)
{
    private const int MeanOver = 16;

    // Bytes that have come and nobody has looked at, and those of a usual request.
    private long _unread;
    private long _mean = 1024;

    /// <summary>To be called with the bytes that were received, before any of them is looked at.</summary>
    public void Received(long bytes) => _unread = bytes + (socket?.Available ?? 0);

    /// <summary>To be called for every request that was not shed.</summary>
    public void Took(long bytes)
    {
        _unread -= bytes;
        _mean += (bytes - _mean) / MeanOver;
    }

    /// <summary>Whether the next request was refused; the buffer is moved past it then.</summary>
    public bool TryShed(ref ReadOnlySequence<byte> buffer)
    {
        var isRefusing = services.Admission.IsRefusing;
        if ((!isRefusing && !IsBehind(_mean))
            || !FrameCodec.TryPeek(buffer, out var kind, out var correlation, out var length)
            || (!isRefusing && !IsBehind(length))
            || correlation == 0
            || ReplyRefusals.Overloaded(kind, services.Self.Id, services.Admission.Reason) is not { } refusal)
        {
            return false;
        }

        Took(length);
        buffer = buffer.Slice(length);
        services.Counters.RequestShed();
        output.Append(correlation, refusal);
        return true;
    }

    /// <summary>Whether more wait than may, if each has so many bytes: a long request alone is no queue.</summary>
    private bool IsBehind(long bytes) => _unread > services.Connections.OverloadUnread * bytes;
}
