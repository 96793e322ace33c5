using System.Globalization;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// Reads the line in which a node describes its settings: words <c>name=value</c>, named like the options, parted by
/// blanks. What it does not tell keeps its default.
/// </summary>
internal static class SettingsText
{
    public static ClusterSettings Parse(string text)
    {
        var settings = new ClusterSettings();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            settings = at < 0 ? settings : With(settings, word[..at], word[(at + 1)..]);
        }

        return settings;
    }

    private static ClusterSettings With(ClusterSettings settings, string name, string value) => name switch
    {
        "N" => settings with { ReplicationFactor = Number(value, settings.ReplicationFactor) },
        "R" => settings with { ReadQuorum = Number(value, settings.ReadQuorum) },
        "W" => settings with { WriteQuorum = Number(value, settings.WriteQuorum) },
        "quorum" => settings with { Quorum = Kind(value, settings.Quorum) },
        "placement" => settings with { Placement = Kind(value, settings.Placement) },
        "versioning" => settings with { Versioning = Kind(value, settings.Versioning) },
        "clock_entries_max" => settings with { ClockEntriesMax = Number(value, settings.ClockEntriesMax) },
        "detector" => settings with { Detector = Kind(value, settings.Detector) },
        "durability" => settings with { Durability = Kind(value, settings.Durability) },
        "host" => settings with { Host = Kind(value, settings.Host) },
        "peer_sockets" => settings with { PeerSockets = Kind(value, settings.PeerSockets) },
        "read_fanout" => settings with { ReadFanout = Kind(value, settings.ReadFanout) },
        "replica_timeout_ms" => settings with { ReplicaTimeoutMs = Number(value, settings.ReplicaTimeoutMs) },
        "client_timeout_ms" => settings with { ClientTimeoutMs = Number(value, settings.ClientTimeoutMs) },
        "hinted_handoff" => settings with { HintedHandoff = IsOn(value) },
        "read_repair" => settings with { ReadRepair = IsOn(value) },
        "anti_entropy_interval_ms" =>
            settings with { AntiEntropyIntervalMs = Number(value, settings.AntiEntropyIntervalMs) },
        _ => settings,
    };

    private static int Number(string value, int fallback) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private static T Kind<T>(string value, T fallback)
        where T : struct, Enum =>
        Enum.TryParse<T>(value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind)
            ? kind
            : fallback;

    private static bool IsOn(string value) =>
        value.Equals("on", StringComparison.OrdinalIgnoreCase)
            || value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
