using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DynamoLab.Core;
using DynamoLab.History;

namespace DynamoLab.Driver.Recording;

/// <summary>
/// Operations as rows of <c>workload_*.csv</c>. Every field is formatted here, and only those that may hold a
/// delimiter are quoted: a run writes tens of thousands of rows a second beside the work it measures.
/// Not thread-safe.
/// </summary>
public sealed class OperationCsv : IDisposable
{
    /// <summary>
    /// The columns in order: first those users' scripts rely on, then ours, to which more may be added.
    /// </summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "timestamp", "worker", "op", "key", "node", "success", "latency_us", "versions", "context", "error",
        "attempts", "first_attempt_success",
        "intended_start", "since_intended_us", "dot", "result_context", "acknowledged_by", "from_fallbacks",
        "attempt_nodes", "attempt_errors", "siblings", "clock_entries", "clock_bytes", "covers_held",
    ];

    private const int FileBufferBytes = 256 * 1024;
    private const int SmallNumbers = 1024;
    private const char ListSeparator = ';';

    private readonly CsvWriter _csv;
    private readonly TimestampText _timestamps = new();
    private readonly TimestampText _intended = new();
    private readonly ContextText _contexts = new();
    private readonly VersionsText _versions = new();
    private readonly KeyTexts _keys = new();
    private readonly string?[] _numbers = new string?[SmallNumbers];

    public OperationCsv(TextWriter output)
    {
        // The buffer's start holds the whole row, so that rows are handed on in one piece each.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", BufferSize = 4096 };
        _csv = new CsvWriter(output, configuration);
        foreach (var column in Columns)
        {
            _csv.WriteField(column, shouldQuote: false);
        }

        _csv.NextRecord();
    }

    public static OperationCsv Create(string path)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1);
        return new OperationCsv(new StreamWriter(file, new UTF8Encoding(false), FileBufferBytes));
    }

    public void Write(Operation operation)
    {
        Plain(_timestamps.Of(operation.Start));
        Plain(Number(operation.Worker));
        Plain(KindNames.Of(operation.Kind));
        _csv.WriteField(_keys.Of(operation.Key));
        Plain(operation.Node.Name ?? "");
        Plain(operation.IsSuccess ? "true" : "false");
        Plain(Number(operation.End.UsSince(operation.Start)));
        WriteVersions(operation);
        Plain(HasContext(operation) ? _contexts.Of(operation.Context) : "");
        _csv.WriteField(operation.Error);
        Plain(Number(operation.Attempts.Count));
        Plain(operation.Attempts is [{ IsSuccess: true }, ..] ? "true" : "false");
        WriteDetails(operation);
        _csv.NextRecord();
    }

    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    private void WriteDetails(Operation operation)
    {
        Plain(_intended.Of(operation.Intended));
        Plain(Number(operation.End.UsSince(operation.Intended)));
        var isWrite = operation.Kind != OperationKind.Read;
        var isStored = isWrite && operation.Versions.Count > 0;
        Plain(isStored ? _versions.Of(operation.Versions[0].Dot) : "");
        Plain(isWrite && operation.IsSuccess ? _contexts.Of(operation.ResultContext) : "");
        Plain(Names(operation.AcknowledgedBy));
        Plain(Number(operation.FromFallbacks));
        WriteAttempts(operation.Attempts);
        Plain(Number(operation.SiblingCount));
        Plain(Number(operation.ClockEntries));
        Plain(Number(operation.ClockBytes));
        Plain(operation.CoversHeld ? "true" : "false");
    }

    private void WriteVersions(Operation operation)
    {
        var text = _versions.Of(operation.Versions);
        if (text.Length == 2)
        {
            Plain(text);
        }
        else
        {
            _csv.WriteField(text, shouldQuote: true);
        }
    }

    private void WriteAttempts(IReadOnlyList<AttemptRecord> attempts)
    {
        if (attempts.Count == 1)
        {
            Plain(attempts[0].Node.Name ?? "");
            _csv.WriteField(attempts[0].Error);
            return;
        }

        Plain(string.Join(ListSeparator, attempts.Select(a => a.Node.Name)));
        _csv.WriteField(string.Join(ListSeparator, attempts.Select(a => a.Error)));
    }

    /// <summary>
    /// A read has the context it received, so a failed one has none; a delete that covers all sent none.
    /// </summary>
    private static bool HasContext(Operation operation) =>
        operation.Kind == OperationKind.Read ? operation.IsSuccess : !operation.CoversHeld;

    private static string Names(IReadOnlyList<NodeId> nodes) => nodes.Count switch
    {
        0 => "",
        1 => nodes[0].Name,
        2 => string.Concat(nodes[0].Name, ";", nodes[1].Name),
        _ => string.Join(ListSeparator, nodes),
    };

    private void Plain(string text) => _csv.WriteField(text, shouldQuote: false);

    private string Number(long value) => value is >= 0 and < SmallNumbers
        ? _numbers[value] ??= value.ToString(CultureInfo.InvariantCulture)
        : value.ToString(CultureInfo.InvariantCulture);
}
