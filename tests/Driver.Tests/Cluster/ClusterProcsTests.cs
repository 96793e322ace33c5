using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class ClusterProcsTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Write_Nodes_CanBeReadBackAndLeavesNoDraft()
    {
        var path = _scratch.PathOf("deep/procs.json");

        ClusterProcs.Write(path, [Node("node2", 22, 6002), Node("node1", 11, 6001)]);

        Assert.Equal(
            "{\n  \"node1\": {\"pid\": 11, \"port\": 6001},\n  \"node2\": {\"pid\": 22, \"port\": 6002}\n}\n",
            File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
        Assert.Equal(["node1", "node2"], ClusterProcs.Read(path).Entries.Select(entry => entry.Node.Name));
    }

    [Fact]
    public void Write_ALinkWhereTheDraftGoes_LeavesAloneWhereItLeads()
    {
        var outside = _scratch.File("outside", "mine");
        var path = _scratch.PathOf("procs.json");
        File.CreateSymbolicLink($"{path}.{Environment.ProcessId}.tmp", outside);

        ClusterProcs.Write(path, [Node("node1", 11, 6001)]);

        Assert.Equal("mine", File.ReadAllText(outside));
        Assert.Single(ClusterProcs.Read(path).Entries);
    }

    [Fact]
    public void Update_OfOneNode_KeepsTheOthersAndForeignFields()
    {
        var path = _scratch.File(
            "procs.json",
            """{"node1": {"pid": 11, "port": 6001, "rack": "a"}, "node2": {"pid": 22, "port": 6002}}""");

        ClusterProcs.Update(path, Node("node1", 99, 6001));

        Assert.Equal(
            "{\n  \"node1\": {\"pid\": 99, \"port\": 6001, \"rack\": \"a\"},\n"
            + "  \"node2\": {\"pid\": 22, \"port\": 6002}\n}\n",
            File.ReadAllText(path));
    }

    [Fact]
    public void Write_NodesWithASecret_HoldsThePathOfItsFileAndNothingOfIt()
    {
        var secret = SecretFile.Create(_scratch.PathOf("procs.json.secret"));
        var path = _scratch.PathOf("procs.json");
        ClusterProcs.Write(path, [Node("node1", 11, 6001) with { Secret = secret }]);
        ClusterProcs.Update(path, Node("node1", 99, 6001));

        Assert.Equal(
            $"{{\n  \"node1\": {{\"pid\": 99, \"port\": 6001, \"secret_file\": \"{secret.Path}\"}}\n}}\n",
            File.ReadAllText(path));
        var node = ClusterProcs.NodeOf(Assert.Single(ClusterProcs.Read(path).Entries));
        Assert.Equal(secret.Secret.HttpToken, node.Endpoint.Secret?.HttpToken);
    }

    [Fact]
    public void Read_WithASecretFileOfTheCallers_UsesThatForEveryNode()
    {
        var path = _scratch.PathOf("procs.json");
        ClusterProcs.Write(path, [Node("node1", 11, 6001), Node("node2", 22, 6002)]);

        Assert.All(ClusterProcs.Read(path, "mine").Entries, entry => Assert.Equal("mine", entry.SecretFile));
    }

    [Fact]
    public void NodeOf_AnAuthorityThatIsNone_SaysSo()
    {
        var authority = _scratch.File("ca.pem", "no certificate");
        var path = _scratch.File(
            "procs.json", $"{{\"node1\": {{\"pid\": 11, \"port\": 6001, \"tls_ca\": \"{authority}\"}}}}");

        var entry = Assert.Single(ClusterProcs.Read(path).Entries);

        Assert.Equal(
            $"the file of the nodes' authority, {authority}, holds no certificate; accepted: certificates in PEM",
            Assert.Throws<CannotRunException>(() => ClusterProcs.NodeOf(entry)).Message);
    }

    [Fact]
    public void Read_OfAFileWithoutNodes_SaysSo()
    {
        var path = _scratch.File("procs.json", "{}");

        Assert.Equal(
            $"--cluster_procs {path} names no node",
            Assert.Throws<CannotRunException>(() => ClusterProcs.Read(path)).Message);
    }

    [Fact]
    public void Read_OfNoJson_NamesTheLine()
    {
        var path = _scratch.File("procs.json", "{\n\"node1\": oops}");

        Assert.Equal(
            $"--cluster_procs {path}, line 2: not valid JSON",
            Assert.Throws<CannotRunException>(() => ClusterProcs.Read(path)).Message);
    }

    [Fact]
    public void ReadRunning_WithAProcessThatEnded_NamesOnlyThat()
    {
        var path = _scratch.PathOf("procs.json");
        ClusterProcs.Write(path, [Node("node1", Environment.ProcessId, 6001), Node("node2", int.MaxValue, 6002)]);

        Assert.Equal(
            $"--cluster_procs {path}: no such process: node2 (pid {int.MaxValue})",
            Assert.Throws<CannotRunException>(() => ClusterProcs.ReadRunning(path)).Message);
    }

    [Fact]
    public void Write_WhereNoFileCanBe_SaysSo()
    {
        var blocked = Path.Combine(_scratch.File("file", ""), "procs.json");

        Assert.StartsWith(
            $"--cluster_procs {blocked} cannot be written:",
            Assert.Throws<CannotRunException>(() => ClusterProcs.Write(blocked, [])).Message,
            StringComparison.Ordinal);
    }

    private static ClusterNode Node(string name, int processId, int port) =>
        new(new NodeId(name), "127.0.0.1", port, processId, IsRunning: true);
}
