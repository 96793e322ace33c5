using System.Text.Json;
using DynamoLab.History.Metrics;

namespace DynamoLab.Report.Runs;

/// <summary>A run as its folder tells it: <c>metrics.json</c> and <c>experiment_config.json</c>.</summary>
public sealed record RunFolder(string Path, RunMetrics Metrics, RunConfig Config)
{
    public const string MetricsName = "metrics.json";
    public const string ConfigName = "experiment_config.json";

    /// <summary>The folder's own name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <exception cref="ReportException">It is none, lacks one of the two, or one is not as it should be.</exception>
    public static RunFolder Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ReportException(File.Exists(path)
                ? $"{path} is a file; accepted: the folder of a run"
                : $"{path} is not there; accepted: the folder of a run, such as results/<timestamp>_<label>");
        }

        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var metrics = MetricsOf(TextOf(path, MetricsName), path);
        return new RunFolder(full, metrics, ConfigOf(TextOf(path, ConfigName), path));
    }

    /// <param name="text">That of <c>metrics.json</c>.</param>
    /// <param name="folder">Where it is.</param>
    /// <exception cref="ReportException">It is not as it should be.</exception>
    internal static RunMetrics MetricsOf(string text, string folder)
    {
        var metrics = Parse(text, folder, MetricsName, MetricsJson.Read);
        return metrics.SchemaVersion == RunMetrics.SchemaVersionNow
            ? metrics
            : throw new ReportException(
                $"{System.IO.Path.Combine(folder, MetricsName)}: schema_version is {metrics.SchemaVersion}; "
                + $"accepted: {RunMetrics.SchemaVersionNow}");
    }

    /// <param name="text">That of <c>experiment_config.json</c>.</param>
    /// <param name="folder">Where it is.</param>
    /// <exception cref="ReportException">It is not as it should be.</exception>
    internal static RunConfig ConfigOf(string text, string folder) =>
        Parse(text, folder, ConfigName, RunConfig.Parse);

    private static T Parse<T>(string text, string folder, string name, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (JsonException problem)
        {
            throw new ReportException(
                $"{System.IO.Path.Combine(folder, name)} cannot be read: {problem.Message}", problem);
        }
    }

    private static string TextOf(string folder, string name)
    {
        var file = System.IO.Path.Combine(folder, name);
        try
        {
            return File.ReadAllText(file);
        }
        catch (FileNotFoundException problem)
        {
            throw new ReportException($"{folder} has no {name}: it is not the folder of a finished run", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
