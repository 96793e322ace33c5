using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DynamoLab.Driver.Pbs;

namespace DynamoLab.Driver.Bundles;

/// <summary>
/// A run in one file: what was asked for, its seed, its figures with their histograms, and where it ran. The
/// operations' table is left out: it is large, and the figures are made of it.
/// </summary>
internal sealed class Bundle
{
    public const string Config = "experiment_config.json";
    public const string Metrics = "metrics.json";

    /// <summary>A bundle is a few hundred KiB; what unpacks to more is no bundle.</summary>
    private const long FileBytesMax = 64 * 1024 * 1024;

    private static readonly string[] Needed = [Config, Metrics];

    private static readonly string[] Optional =
    [
        "summary.txt", "throughput.csv", "latency_per_sec.csv", "faults.csv", "repair_results.json",
        NodeDelays.FileName,
    ];

    /// <summary>The same files make the same bundle, byte for byte.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, byte[]> _files;

    private Bundle(BundleManifest manifest, Dictionary<string, byte[]> files)
    {
        Manifest = manifest;
        _files = files;
    }

    public BundleManifest Manifest { get; }

    public string TextOf(string name) => Encoding.UTF8.GetString(_files[name]);

    /// <summary>Packs the folder of a run.</summary>
    /// <exception cref="CannotRunException">It is none, or its run cannot be repeated.</exception>
    public static Bundle OfFolder(string folder)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var name in Needed.Concat(Optional))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                files[name] = File.ReadAllBytes(path);
            }
            else if (Needed.Contains(name))
            {
                throw new CannotRunException($"{folder} is no folder of a run: it has no {name}");
            }
        }

        try
        {
            var arguments = RunArguments.Of(Encoding.UTF8.GetString(files[Config]));
            return new Bundle(
                new BundleManifest(arguments, [.. files.Select(f => BundledFile.Of(f.Key, f.Value))]), files).Checked();
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException)
        {
            throw new CannotRunException(
                $"{folder} cannot be bundled: {problem.Message}", problem);
        }
    }

    /// <exception cref="CannotRunException">The file is there already, or cannot be written.</exception>
    public void Write(string path)
    {
        try
        {
            using var zip = new ZipArchive(new FileStream(path, FileMode.CreateNew), ZipArchiveMode.Create);
            Add(zip, BundleManifest.FileName, Encoding.UTF8.GetBytes(Manifest.ToJson()));
            foreach (var (name, content) in _files)
            {
                Add(zip, name, content);
            }
        }
        catch (IOException problem) when (File.Exists(path))
        {
            throw new CannotRunException($"{path} exists already; nothing is overwritten", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be written: {problem.Message}", problem);
        }
    }

    /// <summary>Reads and checks a bundle, in memory.</summary>
    /// <exception cref="CannotRunException">It is none, or damaged.</exception>
    public static Bundle Read(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var manifest = BundleManifest.Parse(Encoding.UTF8.GetString(Content(zip, BundleManifest.FileName)));
            var files = manifest.Files.ToDictionary(f => f.Name, f => Content(zip, f.Name));
            RunArguments.Check(manifest.Arguments);
            var damaged = manifest.Files.FirstOrDefault(f => BundledFile.Of(f.Name, files[f.Name]) != f);
            var missing = Needed.FirstOrDefault(name => !files.ContainsKey(name));
            return damaged is not null ? throw new InvalidDataException($"{damaged.Name} is not what was packed")
                : missing is not null ? throw new InvalidDataException($"it has no {missing}")
                : new Bundle(manifest, files).Checked();
        }
        catch (FileNotFoundException problem)
        {
            throw new CannotRunException($"{path} does not exist; 'dynamolab bundle FOLDER' makes one", problem);
        }
        catch (Exception problem) when (problem is InvalidDataException or FormatException or ArgumentException
            or JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} is no bundle: {problem.Message}", problem);
        }
    }

    /// <summary>Its figures can be read: better said before the first repeat than after the last.</summary>
    private Bundle Checked()
    {
        using var config = JsonDocument.Parse(_files[Config]);
        using var metrics = JsonDocument.Parse(_files[Metrics]);
        return HeadlineMetric.All.Any(m => m.Of(metrics.RootElement) is not null)
            ? this
            : throw new InvalidDataException($"{Metrics} has none of the figures that are compared");
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Content(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        if (entry.Length > FileBytesMax)
        {
            throw new InvalidDataException($"{name} has {entry.Length} bytes; accepted: up to {FileBytesMax}");
        }

        using var stream = entry.Open();
        var content = new byte[entry.Length];
        stream.ReadExactly(content);
        return content;
    }
}
