using System.Text;
using DynamoLab.Core;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Tests.Format;

public sealed class Crc32CTests
{
    /// <summary>The check values of RFC 3720, appendix B.4, and of the catalogue of CRCs.</summary>
    [Fact]
    public void Of_KnownInputs_GivesThePublishedValues()
    {
        Assert.Equal(0xE3069283, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AA, Crc32C.Of(new byte[32]));
        Assert.Equal(0x46DD794EU, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0U, Crc32C.Of([]));
    }

    [Fact]
    public void Of_AnyLength_IsWhatBitByBitComesTo()
    {
        var random = new DeterministicRandom(3);
        for (var length = 0; length < 100; length++)
        {
            var bytes = new byte[length + 8];
            foreach (ref var each in bytes.AsSpan())
            {
                each = (byte)random.Next(256);
            }

            Assert.Equal(BitByBit(bytes), Crc32C.Of(bytes));
            Assert.Equal(BitByBit(bytes), Crc32C.Of(BitConverter.ToUInt64(bytes), bytes.AsSpan(8)));
        }
    }

    private static uint BitByBit(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }
}
