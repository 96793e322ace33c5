using System.Globalization;
using DynamoLab.Simulation;

namespace DynamoLab.Driver.Simulations;

/// <summary>The one command line that repeats a schedule.</summary>
internal static class ReplayCommand
{
    public static string Of(string program, ulong seed, SimulationLimits limits)
    {
        var words = new List<string>
        {
            program,
            "simulate",
            string.Create(CultureInfo.InvariantCulture, $"--seeds {seed}"),
            $"--nodes {new NumberRange((ulong)limits.NodesMin, (ulong)limits.NodesMax)}",
        };
        Add(words, "--keys", limits.Keys);
        Add(words, "--clients", limits.Clients);
        Add(words, "--operations", limits.Operations);
        if (limits.Faults is { } faults)
        {
            words.Add($"--faults {(faults.Count == 0 ? "none" : string.Join(',', faults))}");
        }

        words.Add("--trace");
        return string.Join(' ', words);
    }

    private static void Add(List<string> words, string option, int? value)
    {
        if (value is { } number)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{option} {number}"));
        }
    }
}
