using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Tests;

/// <summary>A whole frame of every kind, as the protocol's golden file pins them.</summary>
internal static class GoldenFrames
{
    private static readonly Dictionary<MessageKind, byte[]> ByKind = Read();

    public static byte[] Of(MessageKind kind) => ByKind[kind];

    private static Dictionary<MessageKind, byte[]> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DynamoLab.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no DynamoLab.sln above the tests");
        }

        var frames = new Dictionary<MessageKind, byte[]>();
        foreach (var line in File.ReadLines(Path.Combine(folder.FullName, "tests/Core.Tests/Wire/frames.golden")))
        {
            if (!line.StartsWith('#') && line.Split(" | ") is [var kind, _, var hex])
            {
                frames.TryAdd(Enum.Parse<MessageKind>(kind), Convert.FromHexString(hex));
            }
        }

        return frames;
    }
}
