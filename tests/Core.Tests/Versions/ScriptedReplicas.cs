using System.Collections.Immutable;
using System.Text;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>
/// Three replicas of one key and clients that read, write and delete in any order, with contexts from any earlier read
/// or put, while states are merged now and then; beside them runs the model.
/// </summary>
internal sealed class ScriptedReplicas(IVersioning versioning, VersionModel model)
{
    private const int Count = 3;
    private const long StepUs = 10;

    private readonly Actor[] _actors = [.. Enumerable.Range(0, Count).Select(i => new Actor(new NodeId($"n{i}"), 1))];
    private readonly ulong[] _lastCounters = new ulong[Count];
    private readonly ImmutableDictionary<Dot, ModelWrite>[] _histories =
        [.. Enumerable.Repeat(ImmutableDictionary<Dot, ModelWrite>.Empty, Count)];

    private readonly List<(CausalContext Real, ImmutableHashSet<Dot> Model)> _contexts = [(CausalContext.Empty, [])];
    private long _nowUs = 1_000_000;

    public ObjectState[] States { get; } = [.. Enumerable.Repeat(ObjectState.Empty, Count)];

    public void Run(Draws draws)
    {
        while (!draws.IsDone)
        {
            _nowUs += StepUs;
            var replica = draws.Next(Count);
            switch (draws.Next(6))
            {
                case 0:
                    Read(replica);
                    break;
                case 1:
                    Merge(replica, draws.Next(Count));
                    break;
                case 2 when _lastCounters[replica] > 0:
                    OpenEpoch(replica);
                    break;
                default:
                    Write(replica, draws);
                    break;
            }
        }
    }

    /// <summary>The dots of the siblings that the model says the replica holds, sorted.</summary>
    public Dot[] ModelSiblings(int replica) => model.Siblings([.. _histories[replica].Values]);

    /// <summary>All dots the model says the replica knows of.</summary>
    public ImmutableHashSet<Dot> ModelKnown(int replica) => [.. _histories[replica].Values.SelectMany(w => w.Known)];

    public static byte[]? ValueOf(Dot dot) => dot.Counter % 4 == 0 ? null : Encoding.UTF8.GetBytes(dot.ToString());

    private void Read(int replica) => _contexts.Add((States[replica].Context, ModelKnown(replica)));

    private void Merge(int into, int from)
    {
        States[into] = versioning.Merge(States[into], States[from]);
        _histories[into] = _histories[into].SetItems(_histories[from]);
    }

    private void OpenEpoch(int replica)
    {
        _actors[replica] = _actors[replica] with { Epoch = _actors[replica].Epoch + 1 };
        _lastCounters[replica] = 0;
    }

    private void Write(int replica, Draws draws)
    {
        var (context, modelContext) = _contexts[^(1 + draws.Next(_contexts.Count))];
        var now = new Instant(_nowUs + (draws.Next(7) * StepUs));
        var held = States[replica];
        var counter = versioning.NextCounter(held, _actors[replica], _lastCounters[replica], now);
        var dot = new Dot(_actors[replica], counter);
        var outcome = versioning.Write(held, context, new WriteStamp(dot, now), ValueOf(dot));

        _lastCounters[replica] = counter;
        States[replica] = outcome.State;
        var write = new ModelWrite(dot, now.Microseconds, model.Knows(modelContext, dot));
        _histories[replica] = _histories[replica].Add(dot, write);
        _contexts.Add((outcome.ClientContext, write.Known));
    }
}
