using System.Text;

namespace DynamoLab.Core.Tests;

public sealed class Hash64Tests
{
    /// <summary>
    /// The first four are published vectors of XXH64 with seed 0; the fourth has a whole stripe and every kind of tail.
    /// </summary>
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Of_PublishedVectors_Agrees(string text, ulong expected) =>
        Assert.Equal(expected, Hash64.Of(Encoding.ASCII.GetBytes(text)));

    /// <summary>Bytes 0, 1, 2, ... of each length; the hashes come from an independent implementation.</summary>
    [Theory]
    [InlineData(1, 0xE934A84ADB052768)]
    [InlineData(3, 0xE5C7BB4533BC65DD)]
    [InlineData(4, 0xFFCED8604453CC1E)]
    [InlineData(7, 0x14CC643F630C72D2)]
    [InlineData(8, 0x884A173614B81B8D)]
    [InlineData(12, 0x424AF23F1F08DCA5)]
    [InlineData(15, 0xA948F5F0F6ABAC2D)]
    [InlineData(31, 0xC346D2B59B4D8EE1)]
    [InlineData(32, 0xCBF59C5116FF32B4)]
    [InlineData(33, 0x0C535D1ACAFB8EAD)]
    [InlineData(63, 0xE26AA9E2A95F8E4F)]
    [InlineData(64, 0xF7C67301DB6713F0)]
    [InlineData(100, 0x6AC1E58032166597)]
    [InlineData(255, 0x0F7D97507CAAD693)]
    [InlineData(1000, 0x6EF436B00EBA4078)]
    public void Of_EveryPathThroughTheTail_Agrees(int length, ulong expected) =>
        Assert.Equal(expected, Hash64.Of(Ramp(length)));

    [Fact]
    public void Combine_SwappedArguments_Differs()
    {
        Assert.NotEqual(Hash64.Combine(1, 2), Hash64.Combine(2, 1));
        Assert.NotEqual(Hash64.Combine(0, 0), Hash64.Combine(0, 1));
    }

    /// <summary>Replicas of one cluster compare these, so a change is a change of the protocol.</summary>
    [Fact]
    public void Combine_IsPinned() =>
        Assert.Equal(0x92DEDDB88659B528UL, Hash64.Combine(0x0123456789ABCDEF, 0xFEDCBA9876543210));

    private static byte[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}
