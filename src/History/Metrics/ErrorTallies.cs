namespace DynamoLab.History.Metrics;

/// <summary>Failed operations by error; beyond a maximum of different errors the rest is one.</summary>
internal sealed class ErrorTallies
{
    public const int ErrorsMax = 32;
    public const string Other = "(other errors)";

    private readonly Dictionary<string, long> _counts = [];

    public void Add(Operation operation)
    {
        if (operation.IsSuccess)
        {
            return;
        }

        var isKept = _counts.Count < ErrorsMax || _counts.ContainsKey(operation.Error);
        var error = isKept ? operation.Error : Other;
        _counts[error] = _counts.GetValueOrDefault(error) + 1;
    }

    public IReadOnlyList<ErrorCount> Summarize() =>
        [.. _counts.Select(entry => new ErrorCount(entry.Key, entry.Value))
            .OrderByDescending(count => count.Operations).ThenBy(count => count.Error, StringComparer.Ordinal)];
}
