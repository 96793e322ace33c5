using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A fault of the disk, on every file the pattern matches: <c>*</c> stands for any characters, <c>?</c> for one.
/// Delays are in microseconds, so that a log can be slowed by less than a millisecond too.
/// </summary>
public sealed record DiskRule(
    string Pattern,
    long WriteDelayUs,
    long SyncDelayUs,
    DiskFault Fault) : IWireItem<DiskRule>
{
    public static DiskRule ReadFrom(ref WireReader reader) => new(
        reader.ReadText(Limits.TextBytesMax),
        reader.ReadLong(),
        reader.ReadLong(),
        reader.ReadEnum<DiskFault>());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteText(Pattern, Limits.TextBytesMax);
        writer.WriteLong(WriteDelayUs);
        writer.WriteLong(SyncDelayUs);
        writer.WriteEnum(Fault);
    }
}
