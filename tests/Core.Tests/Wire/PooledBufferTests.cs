using System.Buffers;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

public sealed class PooledBufferTests
{
    [Fact]
    public void Write_MoreThanItsFirstArray_KeepsAll()
    {
        var buffer = new PooledBuffer();
        var expected = new List<byte>();
        for (var i = 0; i < 3000; i++)
        {
            byte[] piece = [(byte)i, (byte)(i >> 8), 7];
            buffer.Write(piece);
            expected.AddRange(piece);
        }

        Assert.Equal(expected, buffer.Written.ToArray());
    }

    [Fact]
    public void Release_AfterWriting_IsEmptyAndWritesAgain()
    {
        var buffer = new PooledBuffer();
        buffer.Write(new byte[100]);

        buffer.Release();
        Assert.Equal(0, buffer.Count);
        buffer.Write("ab"u8);

        Assert.Equal("ab"u8.ToArray(), buffer.Written.ToArray());
    }

    [Fact]
    public void Advance_BeyondTheSpan_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PooledBuffer().Advance(1));
}
