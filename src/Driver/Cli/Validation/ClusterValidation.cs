using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Cli.Validation;

/// <summary>What is wrong with the settings of nodes, before any is spawned.</summary>
internal static class ClusterValidation
{
    /// <param name="nodeCount">Nodes to be spawned.</param>
    public static IEnumerable<string> Errors(ClusterSettings settings, int nodeCount)
    {
        string?[] errors =
        [
            Check.Within("--nodes", nodeCount, 1, Limits.MembersMax),
            Check.Within("--N", settings.ReplicationFactor, 1, nodeCount, "--nodes"),
            Check.Within("--R", settings.ReadQuorum, 1, settings.ReplicationFactor, "N"),
            Check.Within("--W", settings.WriteQuorum, 1, settings.ReplicationFactor, "N"),
            .. Bounds(settings),
        ];
        return errors.OfType<string>();
    }

    /// <summary>The same for a cluster that runs already: what it does not have is asked of it later.</summary>
    /// <param name="given">The names of the options that were given.</param>
    public static IEnumerable<string> ErrorsOfGiven(ClusterSettings settings, IReadOnlySet<string> given)
    {
        var most = given.Contains("--N") ? Math.Max(1, settings.ReplicationFactor) : Limits.MembersMax;
        string?[] errors =
        [
            given.Contains("--N") ? Check.Within("--N", settings.ReplicationFactor, 1, Limits.MembersMax) : null,
            given.Contains("--R") ? Check.Within("--R", settings.ReadQuorum, 1, most, "N") : null,
            given.Contains("--W") ? Check.Within("--W", settings.WriteQuorum, 1, most, "N") : null,
            .. Bounds(settings),
        ];
        return errors.OfType<string>();
    }

    private static string?[] Bounds(ClusterSettings settings) =>
    [
        Check.AtLeast("--clock_entries_max", settings.ClockEntriesMax, 1),
        Check.AtLeast("--replica_timeout_ms", settings.ReplicaTimeoutMs, 1),
        Check.AtLeast("--client_timeout_ms", settings.ClientTimeoutMs, 1),
        Check.AtLeast("--anti_entropy_interval_ms", settings.AntiEntropyIntervalMs, 0),
    ];
}
