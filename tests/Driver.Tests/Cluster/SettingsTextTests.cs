using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class SettingsTextTests
{
    [Fact]
    public void Parse_OfWhatANodeSays_ReadsEverySetting() => Assert.Equal(
        new ClusterSettings
        {
            ReplicationFactor = 5,
            ReadQuorum = 1,
            WriteQuorum = 4,
            Quorum = QuorumKind.Strict,
            Placement = Placement.RandomTokensEqualPartitions,
            Versioning = VersioningKind.Lww,
            Detector = DetectorKind.Fixed,
            PeerSockets = PeerSockets.Tcp,
            ReadFanout = ReadFanout.Quorum,
            HintedHandoff = false,
            ReadRepair = true,
            AntiEntropyIntervalMs = 0,
        },
        SettingsText.Parse(
            "N=5 R=1 W=4 quorum=Strict placement=RandomTokensEqualPartitions versioning=Lww detector=Fixed "
            + "read_fanout=Quorum hinted_handoff=False read_repair=True anti_entropy_interval_ms=0 "
            + "host=embedded peer_sockets=Tcp"));

    [Fact]
    public void Parse_OfTheWordsOfTheOptions_ReadsThemToo()
    {
        var settings = SettingsText.Parse("placement=random_tokens hinted_handoff=off read_repair=on");

        Assert.Equal(Placement.RandomTokens, settings.Placement);
        Assert.Equal((false, true), (settings.HintedHandoff, settings.ReadRepair));
    }

    [Fact]
    public void Parse_OfWordsItDoesNotKnow_KeepsTheDefaults() =>
        Assert.Equal(new ClusterSettings(), SettingsText.Parse("colour=red N=many loose"));
}
