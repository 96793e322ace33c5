using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Goes before a frame whose delay is measured: when that was sent or, before an answer, when its request arrived, in
/// microseconds of the monotonic clock of the sender's machine. Operation is that of the frame it belongs to.
/// </summary>
public sealed record DelayStamp(ulong Operation, long AtUs) : Message
{
    public override MessageKind Kind => MessageKind.DelayStamp;

    public static DelayStamp ReadFrom(ref WireReader reader) => new(reader.ReadVarint(), reader.ReadLong());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteLong(AtUs);
    }
}
