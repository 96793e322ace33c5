using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>What healed replicas, in a line of the summary for every phase in which anything did.</summary>
internal static class HealingLines
{
    public static IEnumerable<string> Of(HealingMetrics? healing)
    {
        if (healing is null)
        {
            yield break;
        }

        var lines = healing.Phases.Select(LineOf).OfType<string>().ToList();
        foreach (var line in lines.DefaultIfEmpty("healed: no replica was behind, or nothing healed it"))
        {
            yield return line;
        }
    }

    private static string? LineOf(HealingPhase phase)
    {
        string?[] parts =
        [
            Part(phase.Hint, "hints"), Part(phase.ReadRepair, "read repair"),
            Part(phase.BackgroundExchange, "background exchange"), Part(phase.ExplicitRound, "repair rounds"),
        ];
        var told = parts.OfType<string>().ToList();
        return told.Count == 0 ? null : $"healed copies, {phase.Name}: {string.Join(", ", told)}";
    }

    private static string? Part(HealingCount count, string by) => count.Keys == 0
        ? null
        : $"{Figures.Count(count.Keys)} by {by} ({Figures.Count(count.Versions)} versions)";
}
