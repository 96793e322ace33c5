using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class ClusterTokenTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("--cluster_secret_file", "secret")]
    [InlineData("--cluster_procs", "procs.json")]
    public async Task Token_OfASecret_IsOneHeader(string option, string file)
    {
        var secret = SecretFile.Create(_scratch.PathOf("secret"));
        _scratch.File(
            "procs.json",
            $"{{\"node1\": {{\"pid\": 1, \"port\": 1, \"secret_file\": \"{secret.Path}\"}}}}");

        var run = await ProgramRun.OfAsync("cluster", "token", option, _scratch.PathOf(file));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"Authorization: Bearer {secret.Secret.HttpToken}\n", run.Output);
    }

    [Fact]
    public async Task Token_OfAClusterWithoutASecret_IsAnError()
    {
        var path = _scratch.File("procs.json", """{"node1": {"pid": 1, "port": 1}}""");

        var run = await ProgramRun.OfAsync("cluster", "token", "--cluster_procs", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"error: --cluster_procs {path}: the cluster has no secret; HTTP asks for none\n", run.Error);
    }
}
