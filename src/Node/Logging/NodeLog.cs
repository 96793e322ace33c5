namespace DynamoLab.Node.Logging;

/// <summary>
/// The log of one node: a line per event, to a file or to standard output, written through at once, so that the last
/// lines before a crash are there. Events are rare; nothing is logged per request.
/// </summary>
public sealed class NodeLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;

    public NodeLog(TextWriter writer, TimeProvider time)
    {
        _writer = writer;
        _time = time;
    }

    /// <summary>Appends to the file, which others may read meanwhile, or writes to standard output for null.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static NodeLog Open(string? path, TimeProvider time)
    {
        var stream = path is null
            ? Console.OpenStandardOutput()
            : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return new NodeLog(new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" }, time);
    }

    public void Info(string text) => Write("INFO", text);

    public void Warn(string text) => Write("WARN", text);

    public void Error(string text) => Write("ERROR", text);

    public void Dispose()
    {
        lock (_lock)
        {
            _writer.Dispose();
        }
    }

    private void Write(string level, string text)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            try
            {
                _writer.WriteLine($"{now:yyyy-MM-ddTHH:mm:ss.ffffffZ} {level} {text}");
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // A full disk or a closed pipe must not stop the node; there is nobody left to tell.
            }
        }
    }
}
