using System.Globalization;

namespace DynamoLab.Fuzz;

/// <summary>The command line.</summary>
/// <param name="Cases">Of all targets together.</param>
/// <param name="Seed">Decides every case.</param>
/// <param name="Target">The only one; null for all.</param>
/// <param name="Case">The only one, to look into; null for all.</param>
internal sealed record FuzzOptions(long Cases, ulong Seed, string? Target, long? Case)
{
    public const long CasesDefault = 10_000_000;

    /// <returns>Empty, or what is wrong.</returns>
    public static string Parse(string[] args, out FuzzOptions options)
    {
        options = new FuzzOptions(CasesDefault, 1, null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--cases" when isNumber:
                    options = options with { Cases = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = (ulong)number };
                    break;
                case "--case" when isNumber:
                    options = options with { Case = number };
                    break;
                case "--target" when AllTargets.Names.Contains(value):
                    options = options with { Target = value };
                    break;
                case "--target":
                    return $"--target is '{value}'; accepted: {string.Join(", ", AllTargets.Names)}";
                default:
                    return $"'{args[i]} {value}' is no option; accepted: --cases, --seed and --case with a number from "
                        + "0 on, --target with a name";
            }
        }

        return options is { Case: not null, Target: null } ? "--case needs the --target that it is of" : "";
    }
}
