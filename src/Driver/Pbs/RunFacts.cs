using System.Text.Json;

namespace DynamoLab.Driver.Pbs;

/// <summary>What of <c>experiment_config.json</c> a prediction needs.</summary>
internal sealed record RunFacts(int Replicas, int ReadQuorum, int WriteQuorum, bool IsTokenAware, bool IsSync)
{
    public const string FileName = "experiment_config.json";

    /// <exception cref="CannotRunException">
    /// It is not there or none of ours, or nothing can be said of its run.
    /// </exception>
    public static RunFacts Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new CannotRunException($"{folder} is no folder of a run: it has no {FileName}");
        }

        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {DelaysJson.OneLine(problem.Message)}", problem);
        }
    }

    /// <param name="text">The file's.</param>
    /// <param name="path">As errors name it.</param>
    /// <exception cref="CannotRunException">It is none of ours, or nothing can be said of its run.</exception>
    internal static RunFacts Parse(string text, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var parameters = json.RootElement.GetProperty("parameters");
            if (parameters.GetProperty("versioning").GetString() is var versioning && versioning == "lww")
            {
                throw new CannotRunException(
                    $"{path}: versioning is lww, which does not tell what a read has seen; accepted: dvv, vv");
            }

            return new RunFacts(
                parameters.GetProperty("N").GetInt32(),
                parameters.GetProperty("R").GetInt32(),
                parameters.GetProperty("W").GetInt32(),
                parameters.GetProperty("routing").GetString() == "token_aware",
                parameters.GetProperty("durability").GetString() == "sync");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new CannotRunException($"{path} cannot be read: {DelaysJson.OneLine(problem.Message)}", problem);
        }
    }
}
