using System.Runtime.Versioning;
using DynamoLab.Driver.Cluster;
using DynamoLab.Node.Tests;

namespace DynamoLab.Driver.Tests.Cli;

/// <summary>A cluster with TLS is spawned with files that every caller will accept, or not at all.</summary>
public sealed class TlsOptionTests : IDisposable
{
    private const string Together = "accepted: --tls_cert, --tls_key and --tls_ca together";

    private readonly ScratchFolder _scratch = new();
    private readonly Certificates _certificates = new();

    public static TheoryData<string> Spawning => ["run", "cluster start"];

    public void Dispose()
    {
        _certificates.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Run_WithACertificate_HasAbsolutePathsOfItsFilesAndTcp()
    {
        var options = _certificates.OptionsIn(_scratch.Path)
            .Select((word, i) => i % 2 == 0 ? word.Replace('_', '-') : Path.GetRelativePath(".", word));

        var run = await ProgramRun.OfRunAsync([.. options]);

        var certificate = run.Experiment!.Certificate!;
        Assert.Equal(
            [_scratch.PathOf("node.pem"), _scratch.PathOf("node.key"), _scratch.PathOf("ca.pem")],
            [certificate.Path, certificate.KeyPath, certificate.Authority.Path]);
        Assert.Equal(PeerSockets.Tcp, run.Experiment.Cluster.PeerSockets);
    }

    [Theory]
    [MemberData(nameof(Spawning))]
    public async Task Spawning_WithoutOneOfThree_NamesIt(string command)
    {
        var options = _certificates.OptionsIn(_scratch.Path);
        await AssertRefusedAsync(command, options[2..], $"--tls_cert is missing; {Together}");
        await AssertRefusedAsync(command, [.. options[..2], .. options[4..]], $"--tls_key is missing; {Together}");
        await AssertRefusedAsync(command, options[..4], $"--tls_ca is missing; {Together}");
    }

    [Theory]
    [MemberData(nameof(Spawning))]
    public async Task Spawning_WithFilesThatAreNone_NamesThem(string command)
    {
        var options = _certificates.OptionsIn(_scratch.Path);
        string[] Without(string name) => [.. options.Select(word => word == name ? _scratch.PathOf("gone") : word)];
        var (cert, key, ca) = (options[1], options[3], options[5]);
        foreach (var (option, path) in new[] { ("--tls_cert", cert), ("--tls_key", key), ("--tls_ca", ca) })
        {
            await AssertRefusedAsync(
                command, Without(path), $"{option} is '{_scratch.PathOf("gone")}', which cannot be read: ");
        }

        _scratch.File("gone", "-----BEGIN NOTHING-----");
        var none = $"--tls_cert is '{_scratch.PathOf("gone")}' and --tls_key '{key}'; accepted: a certificate and its";
        await AssertRefusedAsync(command, Without(cert), none);
        await AssertRefusedAsync(
            command, Without(ca), $"--tls_ca is '{_scratch.PathOf("gone")}', which holds no certificate; accepted:");
    }

    [Theory]
    [MemberData(nameof(Spawning))]
    [UnsupportedOSPlatform("windows")]
    public async Task Spawning_WithAKeyThatOthersMayRead_NamesItsMode(string command)
    {
        var options = _certificates.OptionsIn(_scratch.Path);
        File.SetUnixFileMode(options[3], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        await AssertRefusedAsync(command, options, $"--tls_key is '{options[3]}', which has mode 0440; accepted: 0600");
    }

    [Theory]
    [MemberData(nameof(Spawning))]
    public async Task Spawning_WithACertificateThatNobodyWouldAccept_SaysWhy(string command)
    {
        var elsewhere = _certificates.OptionsIn(_scratch.Path, "127.0.0.2");
        var refused = $"--tls_cert is '{elsewhere[1]}', which no client of the nodes would accept: ";
        await AssertRefusedAsync(command, elsewhere, $"{refused}it does not name 127.0.0.1; accepted:");

        using var others = new Certificates();
        var options = _certificates.OptionsIn(_scratch.Path);
        _scratch.File("ca.pem", others.AuthorityPem);
        await AssertRefusedAsync(command, options, refused);
    }

    [Fact]
    public async Task Run_OfARunningCluster_TakesNoCertificate()
    {
        var run = await ProgramRun.OfAsync("run", "--tls_key", "node.key");

        Assert.Equal(
            (2, "error: --tls_key is for spawned nodes, and the file of a running cluster says whether it speaks TLS: "
                + "give --nodes too\n"),
            (run.ExitCode, run.Error));
    }

    /// <summary>In a line, and before there is a folder for results.</summary>
    private async Task AssertRefusedAsync(string command, string[] options, string line)
    {
        var run = await ProgramRun.OfAsync([
            .. command.Split(' '), "--nodes", "3", "--node_binary", _scratch.File("dynamo-node", ""),
            "--output_dir", _scratch.PathOf("out"), .. options,
        ]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {line}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Null(run.Experiment);
        Assert.False(Directory.Exists(_scratch.PathOf("out")));
    }
}
