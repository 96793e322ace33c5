using System.Globalization;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Cluster;

/// <summary>Holds the options that were given against what a running cluster was started with.</summary>
internal static class SettingsAgreement
{
    /// <summary>Settings that only a start can change, by the names of their options.</summary>
    private static readonly IReadOnlyList<(string Option, Func<ClusterSettings, string> Value)> Fixed =
    [
        ("--N", s => s.ReplicationFactor.ToString(CultureInfo.InvariantCulture)),
        ("--quorum", s => Choices.Quorum.WordOf(s.Quorum)),
        ("--placement", s => Choices.Placement.WordOf(s.Placement)),
        ("--versioning", s => Choices.Versioning.WordOf(s.Versioning)),
        ("--clock_entries_max", s => s.ClockEntriesMax.ToString(CultureInfo.InvariantCulture)),
        ("--detector", s => Choices.Detector.WordOf(s.Detector)),
        ("--durability", s => Choices.Durability.WordOf(s.Durability)),
        ("--host", s => Choices.Host.WordOf(s.Host)),
        ("--peer_sockets", s => Choices.PeerSockets.WordOf(s.PeerSockets)),
        ("--read_fanout", s => Choices.ReadFanout.WordOf(s.ReadFanout)),
        ("--replica_timeout_ms", s => s.ReplicaTimeoutMs.ToString(CultureInfo.InvariantCulture)),
        ("--hints", s => s.HintedHandoff ? "on" : "off"),
        ("--read_repair", s => s.ReadRepair ? "on" : "off"),
        ("--background_exchange", s => s.BackgroundExchange ? "on" : "off"),
        ("--anti_entropy_interval_ms", s => s.AntiEntropyIntervalMs.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The running settings, with what every request decides for itself taken from the options.</summary>
    /// <param name="given">The names of the options that were given; the others agree with anything.</param>
    /// <exception cref="CannotRunException">
    /// One that was given differs, or R or W does not fit the cluster's N.
    /// </exception>
    public static ClusterSettings Of(ClusterSettings running, ClusterSettings wanted, IReadOnlySet<string> given)
    {
        foreach (var (option, value) in Fixed.Where(
            f => given.Contains(f.Option) && f.Value(wanted) != f.Value(running)))
        {
            throw new CannotRunException(
                $"{option} {value(wanted)} differs from the running cluster's, which is {value(running)}");
        }

        return running with
        {
            ReadQuorum = Quorum("--R", wanted.ReadQuorum, running.ReadQuorum, running.ReplicationFactor, given),
            WriteQuorum = Quorum("--W", wanted.WriteQuorum, running.WriteQuorum, running.ReplicationFactor, given),
            ClientTimeoutMs = given.Contains("--client_timeout_ms") ? wanted.ClientTimeoutMs : running.ClientTimeoutMs,
        };
    }

    private static int Quorum(
        string option, int wanted, int running, int replicationFactor, IReadOnlySet<string> given)
    {
        if (!given.Contains(option))
        {
            return running;
        }

        return wanted <= replicationFactor
            ? wanted
            : throw new CannotRunException(
                $"{option} {wanted} is outside 1..{replicationFactor} (N of the running cluster)");
    }
}
