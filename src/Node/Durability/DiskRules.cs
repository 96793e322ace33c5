using System.IO.Enumeration;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Durability;

/// <summary>The disk faults in force at a node: an immutable, checked list of rules.</summary>
internal sealed class DiskRules
{
    public const int RulesMax = 64;

    /// <summary>A minute: a disk that takes longer is gone, and Error says that.</summary>
    public const long DelayUsMax = 60_000_000;

    public static readonly DiskRules None = new([]);

    private readonly DiskRule[] _rules;

    private DiskRules(DiskRule[] rules) => _rules = rules;

    public bool IsEmpty => _rules.Length == 0;

    public override string ToString() => IsEmpty
        ? "none"
        : string.Join(", ", _rules.Select(r => $"{r.Pattern} {r.Fault} write+{r.WriteDelayUs} sync+{r.SyncDelayUs} us"));

    /// <returns>Empty, or what is wrong.</returns>
    public static string TryOf(IReadOnlyList<DiskRule> rules, out DiskRules accepted)
    {
        accepted = None;
        if (rules.Count > RulesMax)
        {
            return $"{rules.Count} disk rules; accepted: at most {RulesMax}";
        }

        foreach (var rule in rules)
        {
            if (rule.Pattern.Length == 0)
            {
                return "the pattern is empty; accepted: a file's name, with * and ? as wild cards";
            }

            if (rule.WriteDelayUs is < 0 or > DelayUsMax || rule.SyncDelayUs is < 0 or > DelayUsMax)
            {
                return $"delay is {rule.WriteDelayUs} and {rule.SyncDelayUs} us; accepted: 0 to {DelayUsMax} each";
            }
        }

        accepted = new DiskRules([.. rules]);
        return "";
    }

    /// <summary>The first rule that holds for a file, or null.</summary>
    public DiskRule? Match(string name) => Array.Find(
        _rules, rule => FileSystemName.MatchesSimpleExpression(rule.Pattern, name, ignoreCase: false));
}
