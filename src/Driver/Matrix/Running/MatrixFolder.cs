using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>
/// The folder of a matrix: <c>matrix.json</c>, <c>cells/&lt;cell&gt;-r&lt;repeat&gt;/</c> with the files of a run and
/// <c>cell.json</c>, <c>clusters/</c> with the nodes' logs, and what is made of it all. One program uses it at a time.
/// </summary>
internal sealed class MatrixFolder : IDisposable
{
    public const string RecordName = "matrix.json";
    public const string OutcomeName = "cell.json";

    private const string Cells = "cells";
    private const string Clusters = "clusters";
    private const string LockName = ".matrix.lock";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly FileStream _lock;

    private MatrixFolder(string path, FileStream inUse)
    {
        Path = path;
        _lock = inUse;
    }

    public string Path { get; }

    /// <summary>What an earlier start left there; null where there was none.</summary>
    /// <exception cref="CannotRunException">The folder holds something else.</exception>
    public static MatrixRecord? Find(string path)
    {
        var file = System.IO.Path.Combine(path, RecordName);
        if (!File.Exists(file))
        {
            return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
                ? throw new CannotRunException(
                    $"--output_dir {path} holds something that is no matrix; accepted: a new or empty folder, or one "
                    + "that an earlier start of this matrix has begun")
                : null;
        }

        return Read<MatrixRecord>(file);
    }

    /// <summary>Takes the folder, which is made where needed.</summary>
    /// <exception cref="CannotRunException">It is in use, cannot be written to, or leads out of itself.</exception>
    public static MatrixFolder Take(string path)
    {
        try
        {
            var full = Directory.CreateDirectory(path).FullName;
            Links.Refuse(System.IO.Path.Combine(full, Cells));
            Links.Refuse(System.IO.Path.Combine(full, Clusters));
            var held = Links.Refuse(System.IO.Path.Combine(full, LockName));
            return new MatrixFolder(full, new FileStream(
                held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--output_dir {path} cannot be used: {problem.Message}", problem);
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string PathOf(CellRun run) => System.IO.Path.Combine(Path, Cells, run.FolderName);

    public void Write(MatrixRecord record) => Write(RecordName, JsonSerializer.Serialize(record, Json) + "\n");

    /// <summary>How the run ended; null when it has not been made, or not to its end.</summary>
    public CellOutcome? OutcomeOf(CellRun run)
    {
        var file = System.IO.Path.Combine(PathOf(run), OutcomeName);
        return File.Exists(file) ? Read<CellOutcome>(file) : null;
    }

    /// <summary>An empty folder for the run; what an earlier attempt left there is removed.</summary>
    public string Begin(CellRun run)
    {
        var folder = Links.Refuse(PathOf(run));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    public void Write(CellRun run, CellOutcome outcome) => Write(
        System.IO.Path.Combine(Cells, run.FolderName, OutcomeName), JsonSerializer.Serialize(outcome, Json) + "\n");

    /// <summary>A folder for the next cluster, numbered on from those that were there.</summary>
    public string NextCluster()
    {
        for (var i = 1; ; i++)
        {
            var folder = Links.Refuse(System.IO.Path.Combine(Path, Clusters, $"{i}"));
            if (!Directory.Exists(folder))
            {
                return Directory.CreateDirectory(folder).FullName;
            }
        }
    }

    /// <summary>All at once: a reader sees the old file or the new one.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public void Write(string name, string text) => OutputFolder.Write(Path, name, text);

    public void Dispose() => _lock.Dispose();

    private static T Read<T>(string file)
    {
        try
        {
            return Parse<T>(File.ReadAllText(file), file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{file} cannot be read: {problem.Message}", problem);
        }
    }

    /// <param name="text">The file's.</param>
    /// <param name="file">As errors name it.</param>
    /// <exception cref="CannotRunException">It is not what was written there.</exception>
    internal static T Parse<T>(string text, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json) ?? throw new CannotRunException($"{file} is empty");
        }
        catch (JsonException problem)
        {
            throw new CannotRunException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
