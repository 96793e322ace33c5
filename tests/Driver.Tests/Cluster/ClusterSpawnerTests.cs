using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class ClusterSpawnerTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("logs")]
    [InlineData("logs/node2.log")]
    [InlineData("logs/output.log")]
    [InlineData("data/node2")]
    public async Task Spawn_ALinkWhereNodesWrite_IsRefusedBeforeAnyIsStarted(string name)
    {
        var link = _scratch.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, _scratch.PathOf("outside"));
        var plan = new SpawnPlan
        {
            NodeCount = 2,
            Settings = new ClusterSettings(),
            Program = new NodeProgram(["/nothing/to/be/started"]),
            LogFolder = _scratch.PathOf("logs"),
            DataFolder = _scratch.PathOf("data"),
            Seed = 1,
            ClusterProcs = _scratch.PathOf("procs.json"),
        };

        var problem = await Assert.ThrowsAsync<CannotRunException>(
            () => ClusterOpening.SpawnAsync(plan, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(
            $"{link} is a link to {_scratch.PathOf("outside")}; accepted: no link there", problem.Message);
        Assert.False(Path.Exists(_scratch.PathOf("outside")));
        Assert.False(File.Exists(SecretFile.PathBeside(plan.ClusterProcs)));
    }
}
