namespace DynamoLab.Core.Wire;

/// <summary>
/// The first four bytes of a connection that speaks the binary protocol. No HTTP request starts with a byte above
/// 0x7F, so they tell the two apart on one port.
/// </summary>
public static class Preface
{
    public const int Length = 4;

    /// <summary>0xDA, "DL", and the version of the protocol.</summary>
    public static ReadOnlySpan<byte> Bytes => [0xDA, 0x44, 0x4C, FrameCodec.ProtocolVersion];
}
