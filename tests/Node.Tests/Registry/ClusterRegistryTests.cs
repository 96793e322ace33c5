using DynamoLab.Core;
using DynamoLab.Core.Cluster;
using DynamoLab.Node.Registry;

namespace DynamoLab.Node.Tests.Registry;

public sealed class ClusterRegistryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string File => _scratch.PathOf("procs.json");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Register_ManyNodesAtOnce_AllStandInTheFile()
    {
        var registrations = Enumerable.Range(1, 30).Select(i => Task.Run(() => RegisterAsync($"n{i}", i, 60_000 + i)));

        Assert.All(await Task.WhenAll(registrations), error => Assert.Equal("", error));

        Assert.Equal(30, Read().Entries.Count);
        Assert.Equal(60_007, Read().EntryOf(new NodeId("n7"))?.Port);
        Assert.Equal([File, File + ".lock"], Directory.GetFiles(Path.GetDirectoryName(File)!).Order());
    }

    [Fact]
    public async Task Register_NodeIsThereAlready_ReplacesItAndKeepsForeignFields()
    {
        await System.IO.File.WriteAllTextAsync(
            File, """{"n1": {"pid": 1, "port": 2, "note": "mine"}, "n2": {"pid": 3, "port": 4}}""");

        Assert.Equal("", await RegisterAsync("n1", 5, 6));

        Assert.Equal(
            "{\n  \"n1\": {\"pid\": 5, \"port\": 6, \"note\": \"mine\"},\n  \"n2\": {\"pid\": 3, \"port\": 4}\n}\n",
            await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Register_FileIsMalformed_NamesOptionFileAndLineAndLeavesIt()
    {
        await System.IO.File.WriteAllTextAsync(File, "{\n oops");

        var error = await RegisterAsync("n1", 5, 6);

        Assert.Contains("--cluster_procs", error);
        Assert.Contains(File, error);
        Assert.Contains("line 2", error);
        Assert.Equal("{\n oops", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Register_FolderIsMissing_IsAnError()
    {
        var registry = new ClusterRegistry(_scratch.PathOf("missing/procs.json"), TimeProvider.System);

        var error = await registry.RegisterAsync(new ClusterEntry(new NodeId("a"), 1, 2), CancellationToken.None);

        Assert.Contains("--cluster_procs", error);
    }

    [Fact]
    public async Task Register_LinksWhereItsOwnFilesGo_LeavesAloneWhereTheyLead()
    {
        var outside = _scratch.PathOf("outside");
        await System.IO.File.WriteAllTextAsync(outside, "mine");
        System.IO.File.CreateSymbolicLink($"{File}.{Environment.ProcessId}.tmp", outside);
        Assert.Equal("", await RegisterAsync("n1", 5, 6));
        System.IO.File.Delete(LockFile.PathOf(File));
        System.IO.File.CreateSymbolicLink(LockFile.PathOf(File), _scratch.PathOf("nothing"));

        var error = await RegisterAsync("n2", 7, 8);

        Assert.EndsWith($"{File}.lock is a link to {_scratch.PathOf("nothing")}; accepted: no link there", error);
        Assert.False(System.IO.File.Exists(_scratch.PathOf("nothing")));
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(outside));
        Assert.Single(Read().Entries);
    }

    [Fact]
    public async Task Register_LockIsNeverFree_GivesUp()
    {
        var time = new ManualTime();
        await using var held = new FileStream(File + ".lock", FileMode.Create, FileAccess.Write, FileShare.None);
        var registry = new ClusterRegistry(File, time);

        var registering = registry.RegisterAsync(new ClusterEntry(new NodeId("a"), 1, 2), CancellationToken.None);
        while (!registering.IsCompleted)
        {
            time.Advance(20);
            await Task.Yield();
        }

        Assert.Contains("was not free", await registering);
    }

    private Task<string> RegisterAsync(string node, int processId, int port) =>
        new ClusterRegistry(File, TimeProvider.System)
            .RegisterAsync(new ClusterEntry(new NodeId(node), processId, port), CancellationToken.None);

    private ClusterFile Read()
    {
        Assert.True(ClusterFile.TryParse(System.IO.File.ReadAllText(File), out var file, out var error), error);
        return file;
    }
}
