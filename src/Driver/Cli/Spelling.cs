namespace DynamoLab.Driver.Cli;

/// <summary>The two spellings every option has: <c>--snake_case</c>, which is its name, and <c>--kebab-case</c>.</summary>
internal static class Spelling
{
    /// <param name="name">The name without dashes in front, words parted by underscores.</param>
    public static string[] Of(string name) =>
        name.Contains('_', StringComparison.Ordinal) ? [$"--{name}", $"--{Kebab(name)}"] : [$"--{name}"];

    /// <summary>The same word with dashes: accepted wherever a value has several words.</summary>
    public static string Kebab(string name) => name.Replace('_', '-');
}
