using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A named number out of a node's metrics. It may be negative: its two's complement travels.
/// </summary>
public sealed record Counter(string Name, long Value) : IWireItem<Counter>
{
    public static Counter ReadFrom(ref WireReader reader) => new(
        reader.ReadText(Limits.TextBytesMax),
        (long)reader.ReadVarint());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteText(Name, Limits.TextBytesMax);
        writer.WriteVarint((ulong)Value);
    }
}
