using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How many delays were of about MiddleUs microseconds: 32 buckets to every power of two.
/// </summary>
public sealed record DelayBucket(long MiddleUs, long Count) : IWireItem<DelayBucket>
{
    public static DelayBucket ReadFrom(ref WireReader reader) => new(reader.ReadLong(), reader.ReadLong());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteLong(MiddleUs);
        writer.WriteLong(Count);
    }
}
