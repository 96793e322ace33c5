using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Gate;

/// <summary>The network faults in force at a node: an immutable, checked list of rules.</summary>
internal sealed class NetworkRules
{
    public const int RulesMax = 1024;

    /// <summary>A day: longer than any experiment.</summary>
    public const int DelayMsMax = 24 * 3600 * 1000;

    public static readonly NetworkRules None = new([]);

    private readonly NetworkRule[] _rules;

    private NetworkRules(NetworkRule[] rules) => _rules = rules;

    public bool IsEmpty => _rules.Length == 0;

    public override string ToString() =>
        IsEmpty ? "none" : string.Join(", ", _rules.Select(r => $"{r.Peer} {r.Direction} {r.DelayMs}+{r.JitterMs} ms"));

    /// <returns>Empty, or what is wrong.</returns>
    public static string TryOf(IReadOnlyList<NetworkRule> rules, out NetworkRules accepted)
    {
        accepted = None;
        if (rules.Count > RulesMax)
        {
            return $"{rules.Count} network rules; accepted: at most {RulesMax}";
        }

        foreach (var rule in rules)
        {
            if (rule.Peer is not (GateLink.Every or GateLink.Client) && !NodeId.IsValid(rule.Peer))
            {
                return $"peer is '{rule.Peer}'; accepted: a node id, '{GateLink.Client}' or '{GateLink.Every}'";
            }

            if (rule.Direction is not (LinkDirection.In or LinkDirection.Out or LinkDirection.Both))
            {
                return $"direction is {(int)rule.Direction}; accepted: 1 (in), 2 (out) or 3 (both)";
            }

            if (rule.DelayMs is < 0 or > DelayMsMax || rule.JitterMs is < 0 or > DelayMsMax)
            {
                return $"delay is {rule.DelayMs} + {rule.JitterMs} ms; accepted: 0 to {DelayMsMax} each";
            }
        }

        accepted = new NetworkRules([.. rules]);
        return "";
    }

    /// <summary>The rule that holds for messages of a link, or null. Of several the longest delay holds.</summary>
    public NetworkRule? Match(GateLink link, LinkDirection direction)
    {
        NetworkRule? longest = null;
        foreach (var rule in _rules)
        {
            var isMatch = (rule.Peer == GateLink.Every || rule.Peer == link.Peer) && (rule.Direction & direction) != 0;
            if (isMatch && (longest is null || rule.DelayMs > longest.DelayMs))
            {
                longest = rule;
            }
        }

        return longest;
    }
}
