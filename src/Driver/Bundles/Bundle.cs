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
    private const long BytesMax = 64 * 1024 * 1024;

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
        catch (Exception problem) when (problem is InvalidDataException or JsonException or InvalidOperationException)
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

    /// <summary>Reads and checks a bundle, in memory: nothing of it is ever written to a file.</summary>
    /// <exception cref="CannotRunException">It is none, or damaged.</exception>
    public static Bundle Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (FileNotFoundException problem)
        {
            throw new CannotRunException($"{path} does not exist; 'dynamolab bundle FOLDER' makes one", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} is no bundle: {problem.Message}", problem);
        }
    }

    /// <param name="file">The bytes.</param>
    /// <param name="path">As errors name it.</param>
    /// <exception cref="CannotRunException">It is none, or damaged.</exception>
    internal static Bundle Read(Stream file, string path)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = BundleManifest.Parse(
                Encoding.UTF8.GetString(Content(zip, BundleManifest.FileName, BytesMax)));
            RunArguments.Check(manifest.Arguments);
            return new Bundle(manifest, FilesOf(zip, manifest)).Checked();
        }
        catch (Exception problem) when (problem is InvalidDataException or FormatException or ArgumentException
            or JsonException or IOException or NotSupportedException or InvalidOperationException)
        {
            throw new CannotRunException($"{path} is no bundle: {problem.Message}", problem);
        }
    }

    /// <summary>What is compared can be read: better said before the first repeat than after the last.</summary>
    private Bundle Checked()
    {
        Surroundings.Facts(TextOf(Config));
        using var metrics = JsonDocument.Parse(_files[Metrics]);
        var figures = HeadlineMetric.All.Select(m => m.Of(metrics.RootElement)).ToList();
        return figures.Exists(figure => figure is not null)
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

    /// <summary>The files that the manifest names, each of them one that bundles have, and as it was packed.</summary>
    private static Dictionary<string, byte[]> FilesOf(ZipArchive zip, BundleManifest manifest)
    {
        var files = new Dictionary<string, byte[]>();
        var room = BytesMax;
        foreach (var file in manifest.Files)
        {
            if (!Needed.Contains(file.Name) && !Optional.Contains(file.Name))
            {
                throw new InvalidDataException(
                    $"'{file.Name}' is no file of a bundle; accepted: {string.Join(", ", Needed.Concat(Optional))}");
            }

            var content = Content(zip, file.Name, room);
            files.Add(file.Name, content);
            room -= content.Length;
            if (BundledFile.Of(file.Name, content) != file)
            {
                throw new InvalidDataException($"{file.Name} is not what was packed");
            }
        }

        return Needed.FirstOrDefault(name => !files.ContainsKey(name)) is { } missing
            ? throw new InvalidDataException($"it has no {missing}")
            : files;
    }

    /// <summary>An entry's bytes, as many as there are: the length that it claims is nobody's to trust.</summary>
    private static byte[] Content(ZipArchive zip, string name, long bytesMax)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        using var stream = entry.Open();
        var content = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (var count = stream.Read(piece); count > 0; count = stream.Read(piece))
        {
            content.Write(piece, 0, count);
            if (content.Length > bytesMax)
            {
                throw new InvalidDataException($"it unpacks to more than {BytesMax} bytes");
            }
        }

        return content.ToArray();
    }
}
