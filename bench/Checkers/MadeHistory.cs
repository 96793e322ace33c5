using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History;

namespace DynamoLab.Bench.Checkers;

/// <summary>
/// A long history of a right protocol, made as it is needed: one state per key, workers that write with the last
/// context they got and sometimes overlap.
/// </summary>
internal sealed class MadeHistory
{
    private const long StepUs = 20;
    private const int DurationUsMax = 4000;
    private const double ZipfExponent = 0.99;

    private static readonly NodeId[] Nodes = [new("node1"), new("node2"), new("node3")];
    private static readonly DottedVersionVectors Versions = new();

    private readonly Random _random;
    private readonly Key[] _keys;
    private readonly double[] _shares;
    private readonly ObjectState[] _states;
    private readonly Dictionary<int, CausalContext>[] _contexts;
    private readonly long[] _freeUs;
    private readonly int[] _writes;
    private long _nowUs = 1_700_000_000_000_000;

    public MadeHistory(int keys, int workers, int seed)
    {
        _random = new Random(seed);
        _keys = [.. Enumerable.Range(0, keys).Select(i => new Key($"key-{i:d12}"))];
        _states = [.. Enumerable.Repeat(ObjectState.Empty, keys)];
        _contexts = [.. Enumerable.Range(0, workers).Select(_ => new Dictionary<int, CausalContext>())];
        _freeUs = new long[workers];
        _writes = new int[workers];
        _shares = new double[keys];
        var sum = 0.0;
        for (var i = 0; i < keys; i++)
        {
            _shares[i] = sum += Math.Pow(i + 1, -ZipfExponent);
        }
    }

    public void Run(long operations, Action<Operation> observe)
    {
        for (var i = 0L; i < operations; i++)
        {
            _nowUs += StepUs;
            var worker = (int)(i % _contexts.Length);
            var key = DrawKey();
            // Nobody writes over what it has not read.
            var context = _contexts[worker].GetValueOrDefault(key);
            observe(_random.Next(2) == 0 || context is null ? Read(worker, key) : Write(worker, key, context));
        }
    }

    public FinalState Final() => new()
    {
        States = _keys.Select((key, i) => (key, i)).ToDictionary(
            entry => entry.key,
            entry => (IReadOnlyList<ReplicaState>)
                [.. Nodes.Select(node => new ReplicaState(node, _states[entry.i]))]),
        RepairRoundsMax = 1,
    };

    private int DrawKey()
    {
        var index = Array.BinarySearch(_shares, _random.NextDouble() * _shares[^1]);
        return index < 0 ? ~index : index;
    }

    private Operation Read(int worker, int key)
    {
        var state = _states[key];
        Remember(worker, key, state.Context);
        return Operation(worker, OperationKind.Read, key) with
        {
            Context = state.Context,
            Versions = [.. state.Siblings.ToArray().Select(s => new ObservedVersion(s.Dot, ValueId.Of(s.Value)))],
            SiblingCount = state.Siblings.Length,
        };
    }

    private Operation Write(int worker, int key, CausalContext context)
    {
        var held = _states[key];
        var node = _random.Next(3);
        var actor = new Actor(Nodes[node], 1);
        var dot = new Dot(actor, Versions.NextCounter(held, actor, 0, new Instant(_nowUs)));
        var valueId = $"w{worker:x}.{_writes[worker]++:x}";
        var stamp = new WriteStamp(dot, new Instant(_nowUs));
        var outcome = Versions.Write(held, context, stamp, Encoding.UTF8.GetBytes(valueId));
        _states[key] = outcome.State;
        Remember(worker, key, outcome.ClientContext);
        return Operation(worker, OperationKind.Write, key) with
        {
            Context = context,
            ResultContext = outcome.ClientContext,
            Versions = [new ObservedVersion(dot, valueId)],
            WrittenValueId = valueId,
            AcknowledgedBy = [Nodes[node], Nodes[(node + 1) % 3]],
        };
    }

    // Workers keep the contexts of their last keys only, as the driver's do.
    private void Remember(int worker, int key, CausalContext context)
    {
        if (_contexts[worker].Count > 10_000)
        {
            _contexts[worker].Clear();
        }

        _contexts[worker][key] = context;
    }

    /// <summary>
    /// Begun where the worker's last one had ended, or a few milliseconds ago; takes effect as it ends.
    /// </summary>
    private Operation Operation(int worker, OperationKind kind, int key)
    {
        var start = Math.Max(_freeUs[worker], _nowUs - _random.Next(DurationUsMax));
        _freeUs[worker] = _nowUs;
        return new Operation
        {
            Worker = worker,
            Kind = kind,
            Key = _keys[key],
            Intended = new Instant(start),
            Start = new Instant(start),
            End = new Instant(_nowUs),
            IsSuccess = true,
            Node = Nodes[worker % 3],
            Attempts = [new AttemptRecord(Nodes[worker % 3], new Instant(start), new Instant(_nowUs), true, "")],
        };
    }
}
