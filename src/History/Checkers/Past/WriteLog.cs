using System.Runtime.CompilerServices;
using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>Every dot of one key that the history has met, in about 100 bytes each.</summary>
internal sealed class WriteLog
{
    private readonly Dictionary<Actor, ActorRecords> _actors = [];

    public long Count { get; private set; }

    public IEnumerable<ActorRecords> Records => _actors.Values;

    /// <summary>The record of a dot; a null reference when it was never met.</summary>
    public ref WriteRecord Find(Dot dot)
    {
        if (_actors.TryGetValue(dot.Actor, out var records) && records.IndexOf(dot.Counter) is var index and >= 0)
        {
            return ref records[index];
        }

        return ref Unsafe.NullRef<WriteRecord>();
    }

    public bool Knows(Dot dot) => !Unsafe.IsNullRef(ref Find(dot));

    /// <summary>The record of the dot, added when there is none.</summary>
    public ref WriteRecord Meet(Dot dot, in WriteRecord met, out bool isNew)
    {
        if (!_actors.TryGetValue(dot.Actor, out var records))
        {
            records = new ActorRecords();
            _actors.Add(dot.Actor, records);
        }

        var index = records.IndexOf(dot.Counter);
        isNew = index < 0;
        if (isNew)
        {
            index = ~index;
            records.Insert(index, met);
            Count++;
        }

        return ref records[index];
    }

    /// <summary>
    /// The first acknowledged delete that covers the dot, directly or through writes between, and had ended before
    /// the instant; default when there is none.
    /// </summary>
    public Dot DeleteAbove(Dot dot, long beforeUs)
    {
        // Coverings lead upwards in the causal order; the bound only guards against a history that contradicts itself.
        for (var steps = 0L; steps <= Count; steps++)
        {
            ref var record = ref Find(dot);
            if (Unsafe.IsNullRef(ref record) || record.CoveredBy == default)
            {
                return default;
            }

            dot = record.CoveredBy;
            ref var above = ref Find(dot);
            if (above.Kind == OperationKind.Delete && above.EndUs < beforeUs)
            {
                return dot;
            }
        }

        return default;
    }

    /// <summary>The operation behind a dot; null when the history holds none.</summary>
    public OperationReference? ReferenceTo(Dot dot)
    {
        ref var record = ref Find(dot);
        return Unsafe.IsNullRef(ref record) || record.Worker == WriteRecord.NoWorker
            ? null
            : new OperationReference(
                record.Worker, record.Kind, new Instant(record.StartUs), dot, record.Value.ToString());
    }
}
