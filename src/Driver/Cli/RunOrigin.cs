using System.Security.Cryptography;
using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Cli;

/// <summary>What a run takes from its surroundings instead of from its options.</summary>
/// <param name="StartedAt">Names the folder of the results.</param>
/// <param name="DrawnSeed">Used where no seed is given.</param>
/// <param name="Program">How this program is called, ready for a shell.</param>
/// <param name="Arguments">What it was called with.</param>
internal sealed record RunOrigin(
    DateTimeOffset StartedAt, ulong DrawnSeed, string Program, IReadOnlyList<string> Arguments)
{
    public static RunOrigin Of(IReadOnlyList<string> arguments, TimeProvider time) => new(
        time.GetUtcNow(), (ulong)RandomNumberGenerator.GetInt32(int.MaxValue), ProgramName(), arguments);

    /// <summary>Where the results of a run with this label go unless told otherwise.</summary>
    public string FolderOf(string label) => ResultsFolder.FreePath("results", StartedAt, label);

    /// <summary>In a source tree the program is run by <c>dotnet run</c>, elsewhere by its name.</summary>
    private static string ProgramName()
    {
        var folder = AppContext.BaseDirectory.Replace('\\', '/');
        const string Build = "/src/Driver/bin/";
        var at = folder.IndexOf(Build, StringComparison.Ordinal);
        return at < 0
            ? "dynamolab"
            : $"dotnet run -c {folder[(at + Build.Length)..].Split('/')[0]} --project src/Driver --";
    }
}
