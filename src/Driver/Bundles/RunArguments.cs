using System.Text.Json;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Bundles;

/// <summary>What the program was called with, out of the command that repeats the run.</summary>
internal static class RunArguments
{
    private static readonly string[] Commands = ["run", "experiment"];

    /// <summary>
    /// Options that tie a run to what is not in the bundle. A program to start is one of them: a bundle comes from
    /// somebody else.
    /// </summary>
    private static readonly string[] Ties =
        [.. new[]
        {
            "cluster_procs", "cluster_secret_file", "data_dir", "node_binary", "output_dir",
            "tls_cert", "tls_key", "tls_ca",
        }.SelectMany(Spelling.Of)];

    /// <param name="config">The text of <c>experiment_config.json</c>.</param>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidDataException">The run cannot be repeated from its folder alone.</exception>
    public static IReadOnlyList<string> Of(string config)
    {
        using var json = JsonDocument.Parse(config);
        var command = json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("repeat", out var repeat)
            && repeat.ValueKind == JsonValueKind.String
                ? repeat.GetString()!
                : throw new InvalidDataException($"{Bundle.Config} has no \"repeat\"");
        var words = ShellWords.Split(command);

        // In a source tree the program is called as 'dotnet run ... -- run ...'.
        var at = words.FindIndex(words.IndexOf("--") + 1, Commands.Contains);
        IReadOnlyList<string> arguments = at < 0 ? words : words[at..];
        Check(arguments);
        return arguments;
    }

    /// <exception cref="InvalidDataException">They are not those of a run that stands for itself.</exception>
    public static void Check(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !Commands.Contains(arguments[0]))
        {
            throw new InvalidDataException(
                $"its command is '{string.Join(' ', arguments)}'; accepted: {string.Join(", ", Commands)}");
        }

        if (arguments.FirstOrDefault(word => Ties.Contains(word.Split('=', ':')[0])) is { } tie)
        {
            throw new InvalidDataException($"the run used {tie}, which no bundle holds; accepted: runs of --nodes");
        }

        if (!arguments.Any(word => word.Split('=', ':')[0] == "--nodes"))
        {
            throw new InvalidDataException("the run used a cluster that was there; accepted: runs of --nodes");
        }
    }
}
