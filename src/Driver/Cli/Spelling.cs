namespace DynamoLab.Driver.Cli;

/// <summary>
/// The two spellings every option has: <c>--snake_case</c>, which is its name, and <c>--kebab-case</c>.
/// </summary>
internal static class Spelling
{
    /// <param name="name">The name without dashes in front, words parted by underscores.</param>
    public static string[] Of(string name) =>
        name.Contains('_', StringComparison.Ordinal) ? [$"--{name}", $"--{Kebab(name)}"] : [$"--{name}"];

    /// <summary>Whether <paramref name="spelled"/> is the kebab-case spelling of <paramref name="name"/>.</summary>
    public static bool IsTwin(string spelled, string name) =>
        name.Contains('_', StringComparison.Ordinal) && spelled == $"--{Kebab(name[2..])}";

    private static string Kebab(string name) => name.Replace('_', '-');
}
