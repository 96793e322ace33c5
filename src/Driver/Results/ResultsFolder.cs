using System.Globalization;
using System.Text;

namespace DynamoLab.Driver.Results;

/// <summary>The folder of one run. Nothing in it is ever overwritten: a run takes an empty one.</summary>
public sealed class ResultsFolder
{
    /// <summary>Runs with the same label that may start within one second.</summary>
    private const int SameNameMax = 1000;

    private readonly string _timestamp;

    private ResultsFolder(string path, DateTimeOffset startedAt)
    {
        Path = path;
        _timestamp = TimestampOf(startedAt);
    }

    public string Path { get; }

    public string WorkloadCsv => PathOf($"workload_{_timestamp}.csv");

    /// <summary>The writes that loaded the keys: the same columns, outside of what is measured.</summary>
    public string LoadCsv => PathOf($"load_{_timestamp}.csv");

    /// <summary>Takes a folder, which is created where needed.</summary>
    /// <exception cref="CannotRunException">It holds something, or cannot be written to.</exception>
    public static ResultsFolder Open(string path, DateTimeOffset startedAt)
    {
        try
        {
            var folder = Directory.CreateDirectory(path);
            return folder.EnumerateFileSystemInfos().Any()
                ? throw new CannotRunException(
                    $"--output_dir {path} is not empty; accepted: a new or empty folder, nothing is overwritten")
                : new ResultsFolder(folder.FullName, startedAt);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--output_dir {path} cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>
    /// Where a run goes that names no folder: <c>results/20260131_134506_label</c> in UTC, with <c>_2</c>,
    /// <c>_3</c> ... behind it when that name is taken.
    /// </summary>
    /// <param name="root">The folder of all results.</param>
    /// <param name="startedAt">Of the run.</param>
    /// <param name="label">What else may stand in a file's name is kept; the rest becomes '-'.</param>
    public static string FreePath(string root, DateTimeOffset startedAt, string label)
    {
        var path = System.IO.Path.Combine(root, $"{TimestampOf(startedAt)}_{Harmless(label)}");
        return Enumerable.Range(1, SameNameMax)
            .Select(i => i == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}_{i}"))
            .FirstOrDefault(candidate => !Directory.Exists(candidate) && !File.Exists(candidate))
            ?? throw new CannotRunException($"{path} and {SameNameMax - 1} names like it are taken");
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a whole file as UTF-8 without a mark; it must not exist.</summary>
    /// <exception cref="CannotRunException">It does, or the disk does not take it.</exception>
    public void Write(string name, string text)
    {
        try
        {
            using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{PathOf(name)} could not be written: {problem.Message}", problem);
        }
    }

    private static string TimestampOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);

    private static string Harmless(string label) =>
        string.Concat(label.Select(
            c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '=' ? c : '-'));
}
