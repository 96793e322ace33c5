using DynamoLab.Core.Versions;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// The contexts one worker got last, by key. Bounded: the key remembered longest is forgotten first, and a write to
/// it reads again.
/// </summary>
public sealed class LastContexts
{
    /// <summary>Keys one worker remembers: 10 000 keys at 64 workers are some 100 MB at worst.</summary>
    public const int KeysMax = 10_000;

    private readonly Dictionary<int, CausalContext> _contexts = [];
    private readonly Queue<int> _order = new();
    private readonly int _keysMax;

    public LastContexts(int keysMax = KeysMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keysMax, 1);
        _keysMax = keysMax;
    }

    public CausalContext? Of(int key) => _contexts.GetValueOrDefault(key);

    public void Remember(int key, CausalContext context)
    {
        if (!_contexts.ContainsKey(key))
        {
            if (_contexts.Count == _keysMax)
            {
                _contexts.Remove(_order.Dequeue());
            }

            _order.Enqueue(key);
        }

        _contexts[key] = context;
    }
}
