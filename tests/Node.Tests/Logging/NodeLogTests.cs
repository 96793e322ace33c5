using DynamoLab.Node.Logging;

namespace DynamoLab.Node.Tests.Logging;

public sealed class NodeLogTests
{
    [Fact]
    public void Lines_OfEachLevel_HaveTimeLevelAndText()
    {
        var text = new StringWriter();
        using (var log = new NodeLog(text, new ManualTime()))
        {
            log.Info("one");
            log.Warn("two");
            log.Error("three");
        }

        Assert.Equal(
            ["2026-01-02T03:04:05.000000Z INFO one", "2026-01-02T03:04:05.000000Z WARN two",
                "2026-01-02T03:04:05.000000Z ERROR three"],
            text.ToString().Split('\n', '\r').Where(line => line.Length > 0));
    }

    [Fact]
    public void Open_FileThatExists_Appends()
    {
        using var scratch = new Scratch();
        var path = scratch.PathOf("n.log");
        File.WriteAllText(path, "before\n");

        using (var log = NodeLog.Open(path, new ManualTime()))
        {
            log.Info("after");
            Assert.Equal("before\n2026-01-02T03:04:05.000000Z INFO after\n", ReadShared(path));
        }
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
