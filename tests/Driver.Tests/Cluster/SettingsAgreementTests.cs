using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class SettingsAgreementTests
{
    private static readonly ClusterSettings Running = new() { ReplicationFactor = 5, ReadQuorum = 3, WriteQuorum = 3 };

    [Fact]
    public void Of_NothingGiven_IsTheRunningCluster() =>
        Assert.Equal(Running, SettingsAgreement.Of(Running, new ClusterSettings(), Given()));

    [Fact]
    public void Of_QuorumsGiven_TakesThemForThisRun()
    {
        var wanted = new ClusterSettings { ReadQuorum = 1, WriteQuorum = 5, ClientTimeoutMs = 70 };

        Assert.Equal(
            Running with { ReadQuorum = 1, WriteQuorum = 5, ClientTimeoutMs = 70 },
            SettingsAgreement.Of(Running, wanted, Given("--R", "--W", "--client_timeout_ms")));
    }

    [Fact]
    public void Of_AnotherN_IsRefused() => Assert.Equal(
        "--N 3 differs from the running cluster's, which is 5",
        Refusal(new ClusterSettings { ReplicationFactor = 3 }, "--N"));

    [Fact]
    public void Of_AnotherQuorumKind_IsRefused() => Assert.Equal(
        "--quorum strict differs from the running cluster's, which is sloppy",
        Refusal(new ClusterSettings { Quorum = QuorumKind.Strict }, "--quorum"));

    [Fact]
    public void Of_AnotherSwitch_IsRefused() => Assert.Equal(
        "--read_repair off differs from the running cluster's, which is on",
        Refusal(new ClusterSettings { ReadRepair = false }, "--read_repair"));

    [Fact]
    public void Of_BackgroundExchange_IsWhatTheIntervalSays()
    {
        var off = new ClusterSettings { AntiEntropyIntervalMs = 0 };

        Assert.Equal(
            "--background_exchange off differs from the running cluster's, which is on",
            Refusal(off, "--background_exchange"));
        Assert.Equal(Running, SettingsAgreement.Of(Running, new ClusterSettings(), Given("--background_exchange")));
        Assert.Equal(
            "--hints off differs from the running cluster's, which is on",
            Refusal(new ClusterSettings { HintedHandoff = false }, "--hints"));
    }

    [Fact]
    public void Of_AQuorumBeyondN_IsRefused() => Assert.Equal(
        "--W 6 is outside 1..5 (N of the running cluster)", Refusal(new ClusterSettings { WriteQuorum = 6 }, "--W"));

    private static string Refusal(ClusterSettings wanted, params string[] given) =>
        Assert.Throws<CannotRunException>(() => SettingsAgreement.Of(Running, wanted, Given(given))).Message;

    private static HashSet<string> Given(params string[] names) => [.. names];
}
