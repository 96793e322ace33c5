using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Options;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Options;

public sealed class NodeCommandTests : IDisposable
{
    private const string SecretText = "0123456789abcdef0123456789abcdef";

    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Instant Now = new(1_700_000_000_123_456);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Parse_OnlyWhatIsRequired_GivesTheNodesDefaults()
    {
        var options = Accepted("--id n1 --port 60000");

        var expected = new NodeOptions
        {
            Id = new NodeId("n1"),
            Address = new NodeAddress("127.0.0.1", 60000),
            Incarnation = 1_700_000_000_123,
        };
        Assert.Equal(expected with { Seeds = options.Node.Seeds }, options.Node);
        Assert.Empty(options.Node.Seeds);
        Assert.Equal(Limits.KeyBytesMax, options.KeyBytesMax);
        Assert.Equal(Limits.ValueBytesMax, options.ValueBytesMax);
        Assert.Equal(Core.Storage.Durability.Buffered, options.Node.Durability);
        Assert.Equal((Path.Combine("data", "n1"), 16), (options.DataPath, options.CompactionMbPerS));
        Assert.Null(options.PowerJournalPath);
        Assert.Null(options.LogPath);
        Assert.Null(options.Secret);
        Assert.Null(options.Tls);
        Assert.Null(options.ClusterProcsPath);
        Assert.Equal(PeerSockets.Unix, options.PeerSockets);
        Assert.Equal((false, false), (options.ExitWithParent, options.SecretGoesWithParent));
    }

    [Fact]
    public void Parse_EveryOption_IsUsed()
    {
        var options = Accepted(
            "--id n1 --port 60000 --host localhost --join 127.0.0.1:1,h:2 --join h:3 --N 5 --R 3 --W 4 --quorum strict "
            + "--placement random_tokens_equal_partitions --versioning vv --clock_entries_max 7 --detector jacobson "
            + "--durability sync --data_dir d --power_journal p --compaction_mb_per_s 17 "
            + "--read_fanout quorum --replica_timeout_ms 11 --client_timeout_ms 12 "
            + "--hinted_handoff off --read_repair off --anti_entropy_interval_ms 0 --reap_interval_ms 13 "
            + "--key_bytes_max 14 --value_bytes_max 15 --seed 16 --cluster_procs c.json --log_file l.log "
            + "--exit_with_parent --secret_goes_with_parent --peer_sockets tcp");

        var node = options.Node;
        Assert.Equal(["127.0.0.1:1", "h:2", "h:3"], node.Seeds.Select(seed => seed.ToString()));
        Assert.Equal(new RingOptions(Placement.RandomTokensEqualPartitions, 5), node.Ring);
        Assert.Equal((3, 4, QuorumKind.Strict), (node.ReadQuorum, node.WriteQuorum, node.Quorum));
        Assert.Equal((VersioningKind.Vv, 7), (node.Versioning, node.ClockEntriesMax));
        Assert.Equal((DetectorKind.Jacobson, ReadFanout.Quorum), (node.Detector, node.ReadFanout));
        Assert.Equal((11, 12), (node.ReplicaTimeoutMs, node.RequestTimeoutMs));
        Assert.Equal((false, false, 0, 13), (
            node.HintedHandoff, node.ReadRepair, node.AntiEntropyIntervalMs, node.ReapIntervalMs));
        Assert.Equal(
            (Core.Storage.Durability.Sync, "d", 17), (node.Durability, options.DataPath, options.CompactionMbPerS));
        Assert.Equal("p", options.PowerJournalPath);
        Assert.Equal(PeerSockets.Tcp, options.PeerSockets);
        Assert.Equal((14, 15, 16UL), (options.KeyBytesMax, options.ValueBytesMax, options.Seed));
        Assert.Equal(("c.json", "l.log"), (options.ClusterProcsPath, options.LogPath));
        Assert.Equal((true, true), (options.ExitWithParent, options.SecretGoesWithParent));
    }

    [Fact]
    public void Flags_EveryName_HasAKebabSpelling()
    {
        foreach (var option in new NodeFlags().All)
        {
            string[] names = [option.Name, .. option.Aliases];
            Assert.All(names, name => Assert.Contains(Flags.Kebab(name), names));
        }
    }

    [Theory]
    [InlineData("--client-timeout-ms 77")]
    [InlineData("--client_timeout_ms 77")]
    [InlineData("--client_timeout_ms=77")]
    public void Parse_EitherSpelling_IsAccepted(string text) =>
        Assert.Equal(77, Accepted($"--id a --port 1 {text}").Node.RequestTimeoutMs);

    [Theory]
    [InlineData("--replication_factor 4 --read-quorum-r 4 --write_quorum_w 1")]
    [InlineData("--replication-factor 4 --read_quorum_r 4 --write-quorum-w 1")]
    public void Parse_LongNamesOfTheQuorum_AreAccepted(string text)
    {
        var node = Accepted($"--id a --port 1 {text}").Node;

        Assert.Equal((4, 4, 1), (node.Ring.ReplicationFactor, node.ReadQuorum, node.WriteQuorum));
    }

    [Theory]
    [InlineData("", "--id is missing")]
    [InlineData("--id a", "--port is missing", "1 to 65535")]
    [InlineData("--id a --port", "--port has no value", "1 to 65535")]
    [InlineData("--id a --port 0", "--port is '0'", "1 to 65535")]
    [InlineData("--id a --port 65536", "--port is '65536'", "1 to 65535")]
    [InlineData("--id a --port 1e3", "--port is '1e3'", "1 to 65535")]
    [InlineData("--id a/b --port 1", "--id is 'a/b'", "letters")]
    [InlineData("--id client --port 1", "--id is 'client'", "not 'client'")]
    [InlineData("--id a --port 1 --host nowhere", "--host is 'nowhere'", "an IP address")]
    [InlineData("--id a --port 1 --host 0.0.0.0", "--host is '0.0.0.0'", "with --cluster_secret_file")]
    [InlineData("--id a --port 1 --host ::", "--host is '::'", "a loopback address")]
    [InlineData("--id a --port 1 --host 192.0.2.1", "--host is '192.0.2.1'", "a loopback address")]
    [InlineData("--id a --port 1 --cluster_secret_file gone", "--cluster_secret_file is 'gone'", "cannot be read")]
    [InlineData("--id a --port 1 --tls_cert c", "--tls_key is missing", "together")]
    [InlineData("--id a --port 1 --tls_key k --tls_ca a", "--tls_cert is missing", "together")]
    [InlineData("--id a --port 1 --tls_cert c --tls_key k --tls_ca gone", "--tls_ca is 'gone'", "cannot be read")]
    [InlineData("--id a --port 1 --join h:1,h", "--join is 'h:1,h'", "host:port")]
    [InlineData("--id a --port 1 --join h:0", "--join is 'h:0'", "host:port")]
    [InlineData("--id a --port 1 --N 0", "--N is '0'", "1 to 255")]
    [InlineData("--id a --port 1 --N 2 --R 3", "--R is 3", "1 to 2")]
    [InlineData("--id a --port 1 --write_quorum_w 4", "--W is 4", "1 to 3")]
    [InlineData("--id a --port 1 --quorum sloopy", "--quorum is 'sloopy'", "sloppy, strict")]
    [InlineData("--id a --port 1 --versioning x", "--versioning is 'x'", "dvv, vv, lww")]
    [InlineData("--id a --port 1 --detector", "--detector has no value", "phi, fixed, jacobson")]
    [InlineData("--id a --port 1 --durability disk", "--durability is 'disk'", "buffered, memory, sync")]
    [InlineData("--id a --port 1 --hinted_handoff yes", "--hinted_handoff is 'yes'", "on, off")]
    [InlineData("--id a --port 1 --reap_interval_ms -1", "--reap_interval_ms is '-1'", "0 to")]
    [InlineData("--id a --port 1 --value_bytes_max 1048577", "--value_bytes_max is '1048577'", "0 to 1048576")]
    [InlineData("--id a --port 1 --seed -1", "--seed is '-1'", "0 to 2^64 - 1")]
    [InlineData("--id a --port 1 --seeed 1", "'--seeed'", "--help")]
    [InlineData("--id a --port 1 extra", "'extra'", "--help")]
    [InlineData("--id a --port 1 --port 2", "--port")]
    public void Parse_BadInput_IsOneLineThatNamesOptionValueAndWhatIsAccepted(
        string text, string named, string accepted = "")
    {
        var parsed = NodeCommand.Parse(Words(text), Now);

        Assert.Null(parsed.Options);
        Assert.Equal(2, parsed.ExitCode);
        Assert.Contains(named, parsed.Text);
        Assert.Contains(accepted, parsed.Text);
        Assert.DoesNotContain('\n', parsed.Text);
    }

    [Fact]
    public void Parse_Help_ShowsEveryOptionAndAnExample()
    {
        var parsed = NodeCommand.Parse(["--help"], Now);

        Assert.Null(parsed.Options);
        Assert.Equal(0, parsed.ExitCode);
        Assert.Contains("dynamo-node --id node1 --port 60000", parsed.Text);
        Assert.All(new NodeFlags().All, option => Assert.Contains(option.Name, parsed.Text));
    }

    [Fact]
    public void Parse_ItselfAmongTheSeeds_IsLeftOut() =>
        Assert.Equal(
            [new NodeAddress("127.0.0.1", 2)],
            Accepted("--id a --port 1 --join localhost:1,localhost:2,127.0.0.1:2").Node.Seeds);

    [Fact]
    public void Parse_NoSeed_DrawsOne() =>
        Assert.NotEqual(Accepted("--id a --port 1").Seed, Accepted("--id a --port 1").Seed);

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.8.9.1")]
    [InlineData("::1")]
    public void Parse_LoopbackAddress_NeedsNoSecret(string host) =>
        Assert.Null(Accepted($"--id a --port 1 --host {host}").Secret);

    [Fact]
    public void Parse_AnyAddressWithASecret_IsAccepted()
    {
        var path = WriteSecret(OwnersOnly);

        var options = Accepted($"--id a --port 1 --host 0.0.0.0 --cluster_secret_file {path}");

        Assert.NotNull(options.Secret);
        Assert.Equal(path, options.SecretPath);
        Assert.DoesNotContain(SecretText, $"{options}");
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead, "")]
    [InlineData(OwnersOnly, "")]
    [InlineData(OwnersOnly | UnixFileMode.GroupRead, "0640")]
    [InlineData(OwnersOnly | UnixFileMode.OtherRead, "0604")]
    [InlineData(OwnersOnly | UnixFileMode.GroupWrite, "0620")]
    [InlineData(OwnersOnly | UnixFileMode.OtherExecute, "0601")]
    public void Parse_SecretOrKeyOfAMode_IsTakenOnlyWhereNobodyElseMayTouchIt(UnixFileMode mode, string refused)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes of files");
        using var certificates = new Certificates();
        var (certificate, key) = certificates.PemOf("127.0.0.1");
        var tls = $"--tls_cert {Write("cert.pem", certificate)} --tls_ca {Write("ca.pem", certificates.AuthorityPem)}";

        AssertTaken("--cluster_secret_file", WriteSecret(mode), "");
        AssertTaken("--tls_key", Write("key.pem", key, mode), tls);

        void AssertTaken(string option, string path, string others)
        {
            var parsed = NodeCommand.Parse(Words($"--id a --port 1 {option} {path} {others}"), Now);
            var error = $"{option} is '{path}', which has mode {refused}; "
                + "accepted: 0600 or 0400, so that only its owner can read it";
            Assert.Equal(refused.Length == 0 ? ("", 0) : (error, 2), (parsed.Text, parsed.ExitCode));
        }
    }

    [Fact]
    public void Parse_FilesOfTls_MustHoldACertificateAndItsKey()
    {
        using var certificates = new Certificates();
        var (certificate, key) = certificates.PemOf("127.0.0.1");
        var (_, otherKey) = certificates.PemOf("127.0.0.1");
        var cert = Write("cert.pem", certificate);
        var ca = Write("ca.pem", certificates.AuthorityPem);

        Assert.NotNull(Accepted(Tls(cert, Write("key.pem", key), ca)).Tls);
        Assert.Contains("a certificate and its key", Refused(Tls(cert, Write("other.pem", otherKey), ca)));
        Assert.Contains("a certificate and its key", Refused(Tls(cert, Write("none.pem", ""), ca)));
        Assert.Contains("which holds no certificate", Refused(Tls(cert, Write("key.pem", key), Write("no.pem", "?"))));

        static string Tls(string cert, string key, string ca) =>
            $"--id a --port 1 --tls_cert {cert} --tls_key {key} --tls_ca {ca}";

        static string Refused(string text)
        {
            var parsed = NodeCommand.Parse(Words(text), Now);
            Assert.Equal((null, 2), (parsed.Options, parsed.ExitCode));
            return parsed.Text;
        }
    }

    private string WriteSecret(UnixFileMode mode) => Write("secret", SecretText + "\n", mode);

    private string Write(string name, string text, UnixFileMode mode = OwnersOnly)
    {
        var path = _scratch.PathOf(name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }

    private static HostOptions Accepted(string text)
    {
        var parsed = NodeCommand.Parse(Words(text), Now);
        Assert.Equal("", parsed.Text);
        return parsed.Options!;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
