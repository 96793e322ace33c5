using System.Text;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("7f", 127)]
    [InlineData("8001", 128)]
    [InlineData("ac02", 300)]
    [InlineData("ffffffffffffffffff01", ulong.MaxValue)]
    public void ReadVarint_ShortestForm_IsRead(string hex, ulong expected)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadVarint());
        Assert.True(reader.IsComplete);
    }

    /// <summary>One number, one encoding: else equal states could have different bytes.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")]
    [InlineData("ff00")]
    [InlineData("ffffffffffffffffff02")]
    [InlineData("ffffffffffffffffff8101")]
    public void ReadVarint_OtherForms_Fail(string hex)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.Equal(0UL, reader.ReadVarint());
        Assert.True(reader.Failed);
        Assert.False(reader.IsComplete);
    }

    [Theory]
    [InlineData("00", false, true)]
    [InlineData("01", true, true)]
    [InlineData("02", false, false)]
    [InlineData("", false, false)]
    public void ReadBool_OnlyZeroAndOne_AreRead(string hex, bool expected, bool isRead)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadBool());
        Assert.Equal(!isRead, reader.Failed);
    }

    [Fact]
    public void ReadEnum_NumberWithoutAName_Fails()
    {
        for (var number = 0; number < 256; number++)
        {
            var reader = new WireReader([(byte)number]);
            Assert.Equal((Role)number, reader.ReadEnum<Role>());
            Assert.Equal(!Enum.IsDefined((Role)number), reader.Failed);
        }
    }

    [Theory]
    [InlineData("ffffffff07", int.MaxValue, true)]
    [InlineData("8080808008", 0, false)]
    [InlineData("ffffffffffffffffff01", 0, false)]
    public void ReadInt_AboveTheMaximum_Fails(string hex, int expected, bool isRead)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadInt());
        Assert.Equal(!isRead, reader.Failed);
        reader = new WireReader([101]);
        Assert.Equal(0, reader.ReadInt(100));
        Assert.True(reader.Failed);
    }

    [Theory]
    [InlineData("ffffffffffffffff7f", long.MaxValue, true)]
    [InlineData("80808080808080808001", 0, false)]
    public void ReadLong_AboveTheMaximum_Fails(string hex, long expected, bool isRead)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadLong());
        Assert.Equal(!isRead, reader.Failed);
    }

    [Theory]
    [InlineData("c3a9", true)]
    [InlineData("c3", false)]
    [InlineData("ff", false)]
    [InlineData("eda080", false)]
    public void ReadText_NotUtf8_Fails(string hex, bool isRead)
    {
        byte[] text = Convert.FromHexString(hex);
        var reader = new WireReader([(byte)text.Length, .. text]);
        Assert.Equal(isRead ? "é" : "", reader.ReadText(10));
        Assert.Equal(!isRead, reader.Failed);
    }

    [Theory]
    [InlineData("node-1", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("a\0", false)]
    public void ReadNode_InvalidName_Fails(string name, bool isRead)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var again = 0; again < 2; again++)
        {
            var reader = new WireReader([(byte)bytes.Length, .. bytes]);
            Assert.Equal(isRead ? new NodeId(name) : default, reader.ReadNode());
            Assert.Equal(!isRead, reader.Failed);
        }

        var optional = new WireReader([(byte)bytes.Length, .. bytes]);
        optional.ReadOptionalNode();
        Assert.Equal(!isRead && name.Length > 0, optional.Failed);
    }

    [Fact]
    public void ReadNode_SameNameTwice_IsTheSameString()
    {
        byte[] bytes = [5, .. "node7"u8];
        var one = new WireReader(bytes);
        var other = new WireReader(bytes);
        Assert.Same(one.ReadNode().Name, other.ReadNode().Name);
    }

    [Fact]
    public void ReadKey_EmptyOrTooLong_Fails()
    {
        var empty = new WireReader([0, 1, 2]);
        Assert.Equal(default, empty.ReadKey());
        Assert.True(empty.Failed);
        var tooLong = new WireReader([0x81, 0x08, .. new byte[Limits.KeyBytesMax + 1]]);
        Assert.Equal(default, tooLong.ReadKey());
        Assert.True(tooLong.Failed);
    }

    [Theory]
    [InlineData("00", null, true)]
    [InlineData("01", "", true)]
    [InlineData("03aabb", "aabb", true)]
    [InlineData("04aabbcc", null, false)]
    [InlineData("03aa", "", false)]
    public void ReadOptional_AboveTheMaximumOrCutOff_Fails(string hex, string? expected, bool isRead)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        var read = reader.ReadOptional(2);
        Assert.Equal(expected, read is null ? null : Convert.ToHexStringLower(read));
        Assert.Equal(!isRead, reader.Failed);
    }

    [Fact]
    public void ReadCount_MoreThanTheRestCanHold_Fails()
    {
        var fits = new WireReader([2, .. new byte[16]]);
        Assert.Equal(2, fits.ReadCount(100, itemBytesMin: 8));
        var tooMany = new WireReader([2, .. new byte[15]]);
        Assert.Equal(0, tooMany.ReadCount(100, itemBytesMin: 8));
        Assert.True(tooMany.Failed);
        var aboveMax = new WireReader([3, 0, 0, 0]);
        Assert.Equal(0, aboveMax.ReadCount(2));
        Assert.True(aboveMax.Failed);
    }

    [Fact]
    public void Fail_Once_StaysFailedAndReadsDefaults()
    {
        var reader = new WireReader([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        reader.Fail();
        Assert.Equal(0, reader.ReadByte());
        Assert.Equal(0U, reader.ReadUInt32());
        Assert.Equal(0UL, reader.ReadUInt64());
        Assert.Empty(reader.ReadBytes(10));
        Assert.True(reader.Failed && reader.Rest.IsEmpty);
    }
}
