using System.Buffers;
using System.Buffers.Binary;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Gate;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Frames of every kind, as nodes and clients read them: what is accepted can also be written, and is the same then.
/// </summary>
internal static class FrameTarget
{
    /// <summary>One frame of every kind.</summary>
    public static IReadOnlyList<byte[]> Samples { get; } =
    [
        .. Text.Resource("frames.golden").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Convert.FromHexString(line[(line.LastIndexOf(' ') + 1)..])),
    ];

    /// <summary>Each case is read twice and written twice.</summary>
    public static FuzzTarget Make() => new("frame", Samples, Parse)
    {
        Seal = Seal,
        AllocationPerByte = 256,
        Share = 1000,
    };

    /// <summary>A frame's length put right.</summary>
    public static byte[] Seal(byte[] bytes)
    {
        if (bytes.Length >= sizeof(uint))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - sizeof(uint));
        }

        return bytes;
    }

    private static Verdict Parse(byte[] bytes)
    {
        if (!TryRead(bytes, out var frame))
        {
            return Verdict.Rejected;
        }

        var once = Encode(frame);
        Judge.Require(TryRead(once, out var again), "what was accepted is not accepted again");
        Judge.Require(once.AsSpan().SequenceEqual(Encode(again)), "what was accepted is read as something else again");
        return frame.Message switch
        {
            SetNetworkRules rules => OfRules(NetworkRules.TryOf(rules.Rules, out _)),
            SetDiskRules rules => OfRules(DiskRules.TryOf(rules.Rules, out var accepted), accepted),
            _ => Verdict.Accepted,
        };
    }

    private static Verdict OfRules(string error, DiskRules? disk = null)
    {
        disk?.Match("0000000001.log");
        return error.Length == 0 ? Verdict.Accepted : Judge.Rejected(error);
    }

    private static byte[] Encode(in Frame frame)
    {
        var written = new ArrayBufferWriter<byte>();
        FrameCodec.Write(written, frame.Correlation, frame.Message);
        return written.WrittenSpan.ToArray();
    }

    private static bool TryRead(byte[] bytes, out Frame frame)
    {
        ReadOnlySpan<byte> rest = bytes;
        return FrameCodec.TryRead(ref rest, out frame) == FrameResult.Complete;
    }
}
