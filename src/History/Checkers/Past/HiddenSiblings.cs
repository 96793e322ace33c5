using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// Reads whose context covered a write of the key that they did not return, before any attempted write was known to
/// have covered it. Only a write that was then under way, and is therefore observed later, explains that.
/// </summary>
internal sealed class HiddenSiblings
{
    private readonly Dictionary<Dot, Operation> _firstRead = [];

    public IEnumerable<(Dot Dot, Operation Read)> Unexplained =>
        _firstRead.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value));

    public void Add(Dot dot, Operation read) => _firstRead.TryAdd(dot, read);

    public void Explain(Operation write, CausalContext covered)
    {
        if (_firstRead.Count == 0)
        {
            return;
        }

        foreach (var (dot, read) in _firstRead)
        {
            if (write.Start < read.End && covered.Covers(dot))
            {
                _firstRead.Remove(dot);
            }
        }
    }
}
