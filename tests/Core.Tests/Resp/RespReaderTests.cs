using System.Text;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Resp;

public sealed class RespReaderTests
{
    private readonly RespReader _reader = new();

    [Fact]
    public void TryRead_ACommand_HasItsArguments()
    {
        var bytes = "*3\r\n$3\r\nSET\r\n$2\r\n\r\n\r\n$0\r\n\r\n*1\r\n"u8;
        Assert.Equal(FrameResult.Complete, _reader.TryRead(bytes));
        var arguments = _reader.In(bytes);
        Assert.Equal(3, arguments.Count);
        Assert.Equal("SET"u8, arguments[0]);
        Assert.Equal("\r\n"u8, arguments[1]);
        Assert.True(arguments[2].IsEmpty);
        Assert.Equal(bytes.Length - "*1\r\n"u8.Length, _reader.Bytes);
    }

    [Fact]
    public void TryRead_ByteByByte_IsIncompleteUntilTheLast()
    {
        var bytes = Encoding.ASCII.GetBytes("*12\r\n" + string.Concat(Enumerable.Repeat("$3\r\nabc\r\n", 12)));
        for (var count = 0; count < bytes.Length; count++)
        {
            Assert.Equal(FrameResult.Incomplete, _reader.TryRead(bytes.AsSpan(0, count)));
        }

        Assert.Equal(FrameResult.Complete, _reader.TryRead(bytes));
        Assert.Equal(12, _reader.Count);
        Assert.Equal("abc"u8, _reader.In(bytes)[11]);
    }

    [Fact]
    public void Next_AfterACommand_TakesTheOneBehindIt()
    {
        var bytes = "*1\r\n$4\r\nPING\r\n*0\r\n*1\r\n$4\r\nQUIT\r\n"u8;
        foreach (var (count, length) in new[] { (1, 14), (0, 4), (1, 14) })
        {
            Assert.Equal(FrameResult.Complete, _reader.TryRead(bytes));
            Assert.Equal((count, length), (_reader.Count, _reader.Bytes));
            bytes = bytes[_reader.Bytes..];
            _reader.Next();
        }

        Assert.True(bytes.IsEmpty);
    }

    [Theory]
    [InlineData("PING\r\n", "expected '*', got 'P'")]
    [InlineData("\0", "expected '*', got 0x00")]
    [InlineData("*1\r\n*1\r\n$4\r\nPING\r\n", "expected '$', got '*'")]
    [InlineData("*1\r\n:1\r\n", "expected '$', got ':'")]
    [InlineData("*\r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*-1\r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*+1\r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*1 \r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*8194\r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*99999999999999999999999\r\n", "invalid multibulk length; accepted: 0 to 8193")]
    [InlineData("*1\r\n$-1\r\n", "invalid bulk length; accepted: 0 to 1048576")]
    [InlineData("*1\r\n$1048577\r\n", "invalid bulk length; accepted: 0 to 1048576")]
    [InlineData("*1\r\n$1\r\nab\r\n", "a bulk string of 1 bytes does not end after them")]
    [InlineData("*00000000000000000000000000000001\r\n", "the line of a length has more than 32 bytes")]
    public void TryRead_WhatIsNoCommand_IsMalformed(string text, string error)
    {
        Assert.Equal(FrameResult.Malformed, _reader.TryRead(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(error, _reader.Error);
    }

    [Fact]
    public void TryRead_AtTheEdgeOfEveryLimit_IsTaken()
    {
        var many = Encoding.ASCII.GetBytes(
            $"*{Limits.RespArgumentsMax}\r\n"
            + string.Concat(Enumerable.Repeat("$0\r\n\r\n", Limits.RespArgumentsMax)));
        Assert.Equal(FrameResult.Complete, _reader.TryRead(many));
        Assert.Equal(Limits.RespArgumentsMax, _reader.Count);
        _reader.Next();

        var longest = $"*{new string('0', Limits.RespLineBytesMax - 4)}1\r\n$1048576\r\n";
        byte[] one = [.. Encoding.ASCII.GetBytes(longest), .. new byte[Limits.ValueBytesMax], .. "\r\n"u8];
        Assert.Equal(FrameResult.Complete, _reader.TryRead(one));
        Assert.Equal(Limits.ValueBytesMax, _reader.In(one)[0].Length);
    }

    [Theory]
    [InlineData(14, FrameResult.Complete)]
    [InlineData(13, FrameResult.TooLong)]
    public void TryRead_AroundTheLongestCommand_IsTakenOrNot(int bytesMax, FrameResult result)
    {
        _reader.BytesMax = bytesMax;
        Assert.Equal(result, _reader.TryRead("*1\r\n$4\r\nPING\r\n"u8));
        Assert.Equal(result == FrameResult.TooLong, _reader.Error == "the command is longer than 13 bytes");
    }

    /// <summary>Nobody has to send, or to hold, what is refused anyway.</summary>
    [Fact]
    public void TryRead_ThatWillBeTooLong_IsRefusedBeforeItHasCome()
    {
        _reader.BytesMax = 1000;
        Assert.Equal(FrameResult.TooLong, _reader.TryRead("*2\r\n$3\r\nSET\r\n$1000\r\n"u8));
    }
}
