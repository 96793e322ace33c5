using DynamoLab.Core.Cluster;

namespace DynamoLab.Core.Tests.Cluster;

public sealed class ClusterFileTests
{
    [Fact]
    public void TryParse_ExperimentsExample_GivesSortedEntries()
    {
        const string text = """
            {"node2": {"pid": 12346, "port": 60001}, "node1": {"pid": 12345, "port": 60000}}
            """;

        Assert.True(ClusterFile.TryParse(text, out var file, out var error), error);

        Assert.Equal(
            [new ClusterEntry(new NodeId("node1"), 12345, 60000), new ClusterEntry(new NodeId("node2"), 12346, 60001)],
            file.Entries.Select(e => e with { Extra = new ClusterEntry(e.Node, 1, 1).Extra }));
    }

    [Fact]
    public void Format_ParsedFileWithForeignFields_KeepsThem()
    {
        const string text = """
            {"a": {"pid": 1, "zone": {"rack": [1, 2]}, "port": 2, "host": "10.0.0.1", "note": "x\"y"}}
            """;
        Assert.True(ClusterFile.TryParse(text, out var file, out var error), error);

        var formatted = file.Format();

        Assert.Equal(
            "{\n  \"a\": {\"pid\": 1, \"port\": 2, \"host\": \"10.0.0.1\", \"zone\": {\"rack\": [1, 2]}, "
            + "\"note\": \"x\\\"y\"}\n}\n",
            formatted);
        Assert.True(ClusterFile.TryParse(formatted, out var again, out _));
        Assert.Equal(formatted, again.Format());
    }

    [Fact]
    public void Format_FilesOfSecretAndAuthority_AreParsedAgain()
    {
        var entry = new ClusterEntry(new NodeId("a"), 1, 2) { SecretFile = "/s \"1\"", TlsAuthority = "/ca.pem" };

        Assert.True(ClusterFile.TryParse(ClusterFile.Of([entry]).Format(), out var file, out var error), error);

        Assert.Equal(
            (entry.SecretFile, entry.TlsAuthority), (file.Entries[0].SecretFile, file.Entries[0].TlsAuthority));
        Assert.Empty(file.Entries[0].Extra);
    }

    [Fact]
    public void Format_Empty_IsParsedAgain() =>
        Assert.True(ClusterFile.TryParse(ClusterFile.Empty.Format(), out _, out _));

    [Theory]
    [InlineData("", "line 1", "JSON")]
    [InlineData("{\n\"a\": {\"pid\": 1,\n \"port\": 2", "line 3", "JSON")]
    [InlineData("{} x", "line 1", "JSON")]
    [InlineData("[]", "line 1", "object of nodes")]
    [InlineData("{\"a\": 5}", "line 1", "a must be an object")]
    [InlineData("{\n\"a b\": {}}", "line 2", "\"a b\" is no node id")]
    [InlineData("{\n\n\"a\": {\"port\": 2}}", "line 3", "a has no \"pid\"")]
    [InlineData("{\n\n\"a\": {\"pid\": 2}}", "line 3", "a has no \"port\"")]
    [InlineData("{\"a\": {\"pid\": 2, \n\"port\": 0}}", "line 2", "a has \"port\" 0; accepted: 1 to 65535")]
    [InlineData("{\"a\": {\"pid\": 2, \"port\": 65536}}", "line 1", "\"port\" 65536; accepted")]
    [InlineData("{\"a\": {\"pid\": 2, \"port\": 1.5}}", "line 1", "\"port\" 1.5; accepted")]
    [InlineData("{\"a\": {\"pid\": \"2\", \"port\": 1}}", "line 1", "\"pid\" \"2\"; accepted")]
    [InlineData("{\"a\": {\"pid\": -2, \"port\": 1}}", "line 1", "\"pid\" -2; accepted")]
    [InlineData("{\"a\": {\"pid\": {\"x\": 1}, \"port\": 1}}", "line 1", "\"pid\" {\"x\": 1}; accepted")]
    [InlineData("{\"a\":{\"pid\":2,\"port\":1},\n\"b\":{\"pid\":3,\"port\":1}}", "line 2", "b has \"port\" 1, which a")]
    [InlineData("{\"a\":{\"pid\":2,\"port\":1},\n\"a\":{\"pid\":3,\"port\":2}}", "line 2", "a occurs twice")]
    public void TryParse_BadText_NamesLineAndField(string text, string line, string what)
    {
        Assert.False(ClusterFile.TryParse(text, out var file, out var error));

        Assert.StartsWith(line + ":", error);
        Assert.Contains(what, error);
        Assert.DoesNotContain('\n', error);
        Assert.Empty(file.Entries);
    }

    [Fact]
    public void With_SameNode_ReplacesIt()
    {
        var file = ClusterFile.Of([Entry("a", 1, 10), Entry("b", 2, 20), Entry("a", 3, 30)]);

        Assert.Equal(["a 3 30", "b 2 20"], Lines(file));
    }

    [Fact]
    public void With_PortOfAnother_TakesItsPlace()
    {
        var file = ClusterFile.Of([Entry("a", 1, 10), Entry("b", 2, 10)]);

        Assert.Equal(["b 2 10"], Lines(file));
    }

    [Fact]
    public void Without_Node_LeavesTheOthers()
    {
        var file = ClusterFile.Of([Entry("a", 1, 10), Entry("b", 2, 20)]).Without(new NodeId("a"));

        Assert.Equal(["b 2 20"], Lines(file));
        Assert.Null(file.EntryOf(new NodeId("a")));
        Assert.Equal(20, file.EntryOf(new NodeId("b"))?.Port);
    }

    private static ClusterEntry Entry(string node, int processId, int port) => new(new NodeId(node), processId, port);

    private static string[] Lines(ClusterFile file) =>
        [.. file.Entries.Select(e => $"{e.Node} {e.ProcessId} {e.Port}")];
}
