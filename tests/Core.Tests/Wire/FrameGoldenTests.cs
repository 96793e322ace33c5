using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>
/// The bytes of the protocol are pinned: nodes of two builds must understand each other, and logs outlive builds.
/// A line of the golden file is <c>kind | description | hex</c>; once it has been released, its change is a new
/// protocol version.
/// </summary>
public sealed class FrameGoldenTests
{
    private static readonly Dictionary<string, string> Golden = SourceTree
        .ReadGolden("tests/Core.Tests/Wire/frames.golden")
        .Select(line => line.Split(" | "))
        .ToDictionary(fields => $"{fields[0]} | {fields[1]}", fields => fields[2]);

    public static TheoryData<string> SampleNames => [.. Samples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Write_Sample_GivesTheGoldenBytes(string name)
    {
        var sample = Samples.All.Single(s => s.Name == name);
        var hex = Convert.ToHexStringLower(Frames.Encode(sample.Message, sample.Correlation));
        Assert.True(Golden.GetValueOrDefault(name) == hex, $"encoded as the line: {name} | {hex}");
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void TryRead_GoldenBytes_GiveTheSample(string name)
    {
        var sample = Samples.All.Single(s => s.Name == name);
        var frame = Frames.Decode(Convert.FromHexString(Golden[name]));
        Assert.Equal(sample.Correlation, frame.Correlation);
        Assert.Equal(MessageText.Of(sample.Message), MessageText.Of(frame.Message));
    }

    [Fact]
    public void GoldenFile_EveryKindAndSample_IsThereOnce()
    {
        Assert.Equal(Golden.Keys.Order(), Samples.All.Select(s => s.Name).Order());
        Assert.Equal(Enum.GetValues<MessageKind>(), Samples.All.Select(s => s.Message.Kind).Distinct().Order());
    }

    /// <summary>Every kind is one type, and the samples know them all.</summary>
    [Fact]
    public void Messages_EveryType_HasAKindOfItsOwn() => Assert.Equal(
        MessageGenerator.MessageTypes.Select(t => t.Name).Order(),
        Enum.GetNames<MessageKind>().Order());
}
