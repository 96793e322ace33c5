using System.Text.Json;
using System.Text.Json.Nodes;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class ExperimentConfigTests
{
    private static readonly ExperimentOptions Options = new()
    {
        Nodes = 5,
        FailureMode = FailureMode.SinglePartition,
        Distribution = KeyDistribution.Zipf,
        OutputDir = "out",
        Label = "mine",
        Seed = ulong.MaxValue,
        RepeatCommand = "dynamolab run --seed 1 --label 'it's'",
    };

    [Fact]
    public void Parameters_OfARun_AreNamedAndSpelledLikeTheOptions()
    {
        var parameters = ExperimentConfig.Parameters(Options, new ClusterSettings(), 5);

        Assert.Equal("single_partition", (string?)parameters["failure_mode"]);
        Assert.Equal("fixed_partitions", (string?)parameters["placement"]);
        Assert.Equal(0.99, (double?)parameters["zipf_s"]);
        Assert.Equal(60_000, (int?)parameters["partition_ms"]);
        Assert.Equal(3, (int?)parameters["N"]);
        Assert.Equal(ulong.MaxValue, (ulong?)parameters["seed"]);
        Assert.Equal(("on", "on", "on"), (
            (string?)parameters["hints"],
            (string?)parameters["read_repair"],
            (string?)parameters["background_exchange"]));
        Assert.Equal("unix", (string?)parameters["peer_sockets"]);
        Assert.Null(parameters["slow_ms"]);
        Assert.Null(parameters["crash_count"]);
        Assert.Null(parameters["ops"]);
    }

    /// <summary>What silos talk over is Orleans' business.</summary>
    [Fact]
    public void Parameters_OfARunOnSilos_SayNothingOfPeerSockets() => Assert.Null(
        ExperimentConfig.Parameters(Options, new ClusterSettings { Host = HostKind.Orleans }, 5)["peer_sockets"]);

    [Fact]
    public void ToJson_ARun_HoldsItsEnvironmentButNotTheMachinesName()
    {
        var parameters = ExperimentConfig.Parameters(Options, new ClusterSettings(), 5);

        var json = ExperimentConfig.ToJson(
            parameters, HostEnvironment.Read(DateTimeOffset.UnixEpoch), Options.RepeatCommand);

        var config = JsonNode.Parse(json)!;
        Assert.Equal("1970-01-01T00:00:00.0000000Z", (string?)config["started_at"]);
        Assert.Equal(Options.RepeatCommand, (string?)config["repeat"]);
        Assert.Equal(Environment.ProcessorCount, (int?)config["environment"]!["cpu_count"]);
        Assert.NotEqual("", (string?)config["environment"]!["commit"]);
        Assert.Equal(JsonValueKind.Object, config["parameters"]!.GetValueKind());
        Assert.DoesNotContain(config.AsObject(), part => part.Key.Contains("host"));
        Assert.DoesNotContain(config["environment"]!.AsObject(), part => part.Key.Contains("host"));
    }
}
