using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Ring;
using DynamoLab.Replica;
using DynamoLab.Trust;

namespace DynamoLab.Node.Options;

/// <summary>The command line of <c>dynamo-node</c>.</summary>
public static class NodeCommand
{
    private const string Description = """
        One node of a DynamoLab cluster. Every --snake_case option has a --kebab-case spelling.

        Example:
          dynamo-node --id node1 --port 60000
          dynamo-node --id node2 --port 60001 --join 127.0.0.1:60000 --cluster_procs cluster_procs.json
          curl -X PUT --data hello http://127.0.0.1:60000/kv/greeting
        """;

    /// <param name="args">The words after the program's name.</param>
    /// <param name="now">The node's incarnation: a later start must be given a later time.</param>
    public static ParsedCommand Parse(string[] args, Instant now)
    {
        var flags = new NodeFlags();
        var command = new RootCommand(Description);
        foreach (var option in flags.All)
        {
            command.Add(option);
        }

        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not null && parsed.Errors.Count == 0)
        {
            var output = new StringWriter();
            parsed.Invoke(new InvocationConfiguration { Output = output });
            return ParsedCommand.Print(output.ToString());
        }

        var error = ErrorOf(flags, parsed);
        var secretPath = flags.ClusterSecretFile.In(parsed);
        ClusterSecret? secret = null;
        if (error.Length == 0 && secretPath is not null)
        {
            secret = SecretReader.Read(secretPath, out error);
            error = error.Length == 0 ? "" : $"--cluster_secret_file is '{secretPath}', which {error}";
        }

        ClusterTls? tls = null;
        var authority = flags.TlsCa.In(parsed);
        if (error.Length == 0 && authority is not null)
        {
            tls = TlsFiles.Read(flags.TlsCert.In(parsed)!, flags.TlsKey.In(parsed)!, authority, out error);
        }

        return error.Length > 0
            ? ParsedCommand.Error(error)
            : ParsedCommand.Run(OptionsOf(flags, parsed, now) with
            {
                Secret = secret,
                SecretPath = secretPath,
                Tls = tls,
                TlsAuthorityPath = authority,
            });
    }

    /// <summary>The first error as one line, or nothing.</summary>
    private static string ErrorOf(NodeFlags flags, ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return $"'{parsed.UnmatchedTokens[0]}' is no option of dynamo-node; accepted: see --help";
        }

        if (parsed.Errors.Count > 0)
        {
            return parsed.Errors[0].Message.ReplaceLineEndings(" ");
        }

        if (flags.Id.In(parsed) is null)
        {
            return "--id is missing; accepted: the node's name, such as node1";
        }

        if (flags.Port.In(parsed) == 0)
        {
            return $"--port is missing; accepted: 1 to {NodeFlags.PortMax}";
        }

        var host = flags.Host.In(parsed);
        if (!IPAddress.IsLoopback(IPAddress.Parse(host)) && flags.ClusterSecretFile.In(parsed) is null)
        {
            return $"--host is '{host}', which others can reach; accepted: a loopback address, "
                + "or any address with --cluster_secret_file";
        }

        var missing = new[] { flags.TlsCert, flags.TlsKey, flags.TlsCa }.Where(f => f.In(parsed) is null).ToList();
        if (missing.Count is 1 or 2)
        {
            return $"{missing[0].Option.Name} is missing; accepted: --tls_cert, --tls_key and --tls_ca together";
        }

        var n = flags.N.In(parsed);
        return QuorumError("--R", flags.R.In(parsed), n) ?? QuorumError("--W", flags.W.In(parsed), n) ?? "";
    }

    private static string? QuorumError(string name, int quorum, int n) =>
        quorum <= n ? null : $"{name} is {quorum}; accepted: 1 to {n}, which is --N";

    private static HostOptions OptionsOf(NodeFlags flags, ParseResult parsed, Instant now)
    {
        return new HostOptions
        {
            Node = NodeOptionsOf(flags, parsed, now),
            Seed = flags.Seed.In(parsed) ?? DrawnSeed(),
            KeyBytesMax = flags.KeyBytesMax.In(parsed),
            ValueBytesMax = flags.ValueBytesMax.In(parsed),
            DataPath = flags.DataDir.In(parsed) ?? Path.Combine("data", flags.Id.In(parsed)!.Value.Name),
            PowerJournalPath = flags.PowerJournal.In(parsed),
            CompactionMbPerS = flags.CompactionMbPerS.In(parsed),
            ClusterProcsPath = flags.ClusterProcs.In(parsed),
            PeerSockets = flags.PeerSockets.In(parsed),
            LogPath = flags.LogFile.In(parsed),
            ExitWithParent = parsed.GetValue(flags.ExitWithParent),
            SecretGoesWithParent = parsed.GetValue(flags.SecretGoesWithParent),
        };
    }

    private static ulong DrawnSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static NodeOptions NodeOptionsOf(NodeFlags flags, ParseResult parsed, Instant now)
    {
        var address = new NodeAddress(flags.Host.In(parsed), flags.Port.In(parsed));
        return new NodeOptions
        {
            Id = flags.Id.In(parsed)!.Value,
            Address = address,
            Incarnation = (ulong)(now.Microseconds / 1000),
            Seeds = [.. flags.Join.In(parsed).Where(seed => seed != address).Distinct()],
            Ring = new RingOptions(flags.Placing.In(parsed), flags.N.In(parsed)),
            ReadQuorum = flags.R.In(parsed),
            WriteQuorum = flags.W.In(parsed),
            Quorum = flags.Quorum.In(parsed),
            Versioning = flags.Versioning.In(parsed),
            ClockEntriesMax = flags.ClockEntriesMax.In(parsed),
            Detector = flags.Detector.In(parsed),
            Durability = flags.Durability.In(parsed),
            ReadFanout = flags.Fanout.In(parsed),
            ReplicaTimeoutMs = flags.ReplicaTimeoutMs.In(parsed),
            RequestTimeoutMs = flags.ClientTimeoutMs.In(parsed),
            HintedHandoff = flags.HintedHandoff.In(parsed),
            ReadRepair = flags.ReadRepair.In(parsed),
            AntiEntropyIntervalMs = flags.AntiEntropyIntervalMs.In(parsed),
            ReapIntervalMs = flags.ReapIntervalMs.In(parsed),
        };
    }
}
