using System.Buffers;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Connections;

/// <summary>
/// Refuses a client's requests unread while the node is overloaded: that costs a fraction of what serving them would.
/// </summary>
internal sealed class Shedding(ConnectionServices services, FrameOutput output)
{
    /// <summary>Whether the next request was refused; the buffer is moved past it then.</summary>
    public bool TryShed(ref ReadOnlySequence<byte> buffer)
    {
        if (!services.Admission.IsRefusing
            || !FrameCodec.TryPeek(buffer, out var kind, out var correlation, out var length)
            || correlation == 0
            || ReplyRefusals.Overloaded(kind, services.Self.Id, services.Admission.Reason) is not { } refusal)
        {
            return false;
        }

        buffer = buffer.Slice(length);
        services.Counters.RequestShed();
        output.Append(correlation, refusal);
        output.Flush();
        return true;
    }
}
