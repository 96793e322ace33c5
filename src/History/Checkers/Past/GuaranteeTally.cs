namespace DynamoLab.History.Checkers.Past;

/// <summary>How often a guarantee was at stake, and how often it was broken.</summary>
internal sealed class GuaranteeTally
{
    private readonly ViolationList _binding = new();
    private readonly List<Violation> _others = [];

    public long Checked { get; set; }

    public long Broken { get; private set; }

    /// <summary>Breaches that no loss of copies excuses.</summary>
    public long BindingCount => _binding.Count;

    public IReadOnlyList<Violation> Binding => _binding.First;

    /// <summary>Some breaches, those that nothing excuses first.</summary>
    public IEnumerable<Violation> Examples => _binding.First.Concat(_others);

    public void Break(Func<Violation> describe, bool isBinding)
    {
        Broken++;
        if (isBinding)
        {
            _binding.Add(describe);
        }
        else if (_others.Count < PromiseReport.ViolationsMax)
        {
            _others.Add(describe());
        }
    }
}
