using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Node.Tests;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class NodeLaunchTests
{
    private static readonly NodeLaunch First = new()
    {
        Program = new NodeProgram(["/bin/dynamo-node"]),
        Endpoint = new NodeEndpoint(new NodeId("node1"), "127.0.0.1", 6001),
        Joins = [],
        Settings = new ClusterSettings { HintedHandoff = false },
        Seed = 42,
        LogFile = "/logs/node1.log",
        DataDir = "/data/node1",
        OutputFile = "/logs/output.log",
        ExitsWithParent = true,
    };

    [Fact]
    public void CommandLine_OfTheFirstNode_HasEverySetting() => Assert.Equal(
        "/bin/dynamo-node --id node1 --host 127.0.0.1 --port 6001 --seed S --log_file /logs/node1.log "
        + "--N 3 --R 2 --W 2 --quorum sloppy --placement fixed_partitions --versioning dvv --clock_entries_max 10 "
        + "--detector phi --durability buffered --read_fanout all --replica_timeout_ms 1000 --client_timeout_ms 5000 "
        + "--hinted_handoff off --read_repair on --anti_entropy_interval_ms 10000 --peer_sockets unix "
        + "--data_dir /data/node1 --exit_with_parent",
        Text(First));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CommandLine_OfAClusterWithASecret_HasThePathOfItsFileWhichGoesWithTheDriver(bool exitsWithParent)
    {
        var line = Text(First with { SecretFile = "/c/procs.json.secret", ExitsWithParent = exitsWithParent });

        Assert.Contains(" --cluster_secret_file /c/procs.json.secret ", line, StringComparison.Ordinal);
        Assert.Equal(exitsWithParent, line.EndsWith(" --secret_goes_with_parent", StringComparison.Ordinal));
    }

    [Fact]
    public void CommandLine_OfAClusterWithTls_HasThePathsOfItsFiles()
    {
        using var certificates = new Certificates();
        var certificate = new NodeCertificate("/c/node.pem", "/c/node.key", new("/c/ca.pem", certificates.Caller));

        Assert.Contains(
            " --tls_cert /c/node.pem --tls_key /c/node.key --tls_ca /c/ca.pem ",
            Text(First with { Certificate = certificate }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CommandLine_OfASilo_HasThePathOfTheTable() => Assert.Contains(
        " --orleans_table /logs/silos.json ",
        Text(First with { SiloTable = "/logs/silos.json" }),
        StringComparison.Ordinal);

    [Fact]
    public void CommandLine_OfALaterNode_JoinsItsSeeds()
    {
        var later = First with
        {
            Joins = [new(new NodeId("node2"), "127.0.0.1", 6002), new(new NodeId("node3"), "127.0.0.1", 6003)],
            ExitsWithParent = false,
        };

        Assert.Contains("--join 127.0.0.1:6002 --join 127.0.0.1:6003", Text(later), StringComparison.Ordinal);
        Assert.DoesNotContain("--exit_with_parent", Text(later), StringComparison.Ordinal);
    }

    [Fact]
    public void Seed_OfANode_DependsOnTheRunsSeedAndItsNameOnly()
    {
        var second = First with { Endpoint = First.Endpoint with { Node = new NodeId("node2") } };

        Assert.Equal(SeedOf(First), SeedOf(First with { LogFile = "/elsewhere" }));
        Assert.NotEqual(SeedOf(First), SeedOf(second));
        Assert.NotEqual(SeedOf(First), SeedOf(First with { Seed = 43 }));
    }

    private static string Text(NodeLaunch launch) =>
        string.Join(' ', launch.CommandLine()).Replace(SeedOf(launch), "S", StringComparison.Ordinal);

    private static string SeedOf(NodeLaunch launch)
    {
        var words = launch.CommandLine().ToList();
        return words[words.IndexOf("--seed") + 1];
    }
}
