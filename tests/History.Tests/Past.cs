using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Tests;

/// <summary>Writes histories by hand: short names for the parts of an operation.</summary>
internal static class Past
{
    public static readonly Instant Start = new(1_700_000_000_000_000);
    public static readonly Key Key = new("k1");

    public static readonly NodeId A = new("a");
    public static readonly NodeId B = new("b");
    public static readonly NodeId C = new("c");
    public static readonly NodeId D = new("d");

    public static Instant At(double seconds) => Start.PlusUs((long)(seconds * 1e6));

    public static Dot Dot(NodeId node, ulong counter) => new(new Actor(node, 1), counter);

    public static CausalContext Context(params Dot[] dots) => CausalContext.Of(VersionVector.Empty, dots);

    public static Operation Write(
        int worker, Dot dot, CausalContext? context = null, NodeId[]? by = null, double at = 0, string? value = null)
    {
        var valueId = value ?? $"w{worker}.{dot.Counter}{dot.Actor.Node}";
        return new Operation
        {
            Worker = worker,
            Kind = OperationKind.Write,
            Key = Key,
            Intended = At(at),
            Start = At(at),
            End = At(at).PlusUs(1000),
            IsSuccess = true,
            Node = dot.Actor.Node,
            Attempts = [new AttemptRecord(dot.Actor.Node, At(at), At(at).PlusUs(1000), true, "")],
            Context = context ?? CausalContext.Empty,
            ResultContext = (context ?? CausalContext.Empty).With(dot),
            Versions = [new ObservedVersion(dot, valueId)],
            WrittenValueId = valueId,
            AcknowledgedBy = by ?? [A, B],
        };
    }

    public static Operation Delete(int worker, Dot dot, CausalContext? context = null, double at = 0) =>
        Write(worker, dot, context, at: at, value: "") with { Kind = OperationKind.Delete, WrittenValueId = "" };

    /// <summary>A write that failed at its client, and may be applied nevertheless.</summary>
    public static Operation Failed(Operation write) => write with
    {
        IsSuccess = false,
        Versions = [],
        ResultContext = CausalContext.Empty,
        AcknowledgedBy = [],
        Attempts = [.. write.Attempts.Select(attempt => attempt with { IsSuccess = false, Error = "timeout" })],
        Error = "timeout",
    };

    public static Operation Read(int worker, params Dot[] siblings) => new()
    {
        Worker = worker,
        Kind = OperationKind.Read,
        Key = Key,
        Intended = Start,
        Start = Start,
        End = Start.PlusUs(500),
        IsSuccess = true,
        Node = A,
        Attempts = [new AttemptRecord(A, Start, Start.PlusUs(500), true, "")],
        Context = Context(siblings),
        Versions = [.. siblings.Select(dot => new ObservedVersion(dot, $"{dot}"))],
        SiblingCount = siblings.Length,
    };

    public static Operation ReadAt(int worker, double at, params Dot[] siblings) =>
        Read(worker, siblings) with { Start = At(at), End = At(at).PlusUs(500) };

    /// <summary>A read whose context covers more than it shows.</summary>
    public static Operation Covering(int worker, double at, Dot[] siblings, params Dot[] covered) =>
        ReadAt(worker, at, siblings) with { Context = Context([.. siblings, .. covered]) };

    /// <summary>A state whose context covers exactly the dots given, siblings included.</summary>
    public static ObjectState State(Dot[] siblings, params Dot[] covered) => ObjectState.Of(
        Context([.. siblings, .. covered]),
        [.. siblings.Select(dot => new Sibling(dot, "v"u8.ToArray(), 0, VersionVector.Empty))]);

    public static FinalState Final(params ObjectState?[] states) => new()
    {
        States = new Dictionary<Key, IReadOnlyList<ReplicaState>>
        {
            [Key] = [.. states.Zip([A, B, C], (state, node) => new ReplicaState(node, state))],
        },
        RepairRoundsMax = 10,
    };

    /// <summary>All three primaries hold the same.</summary>
    public static FinalState Agreed(ObjectState state) => Final(state, state, state);

    public static FaultEvent Crash(NodeId node, double at, FaultPhase phase = FaultPhase.Inject) =>
        new(FaultEvent.Crash, node, At(at), At(at), phase);

    public static FaultEvent Wipe(NodeId node, double at, FaultPhase phase = FaultPhase.Inject) =>
        new(FaultEvent.Wipe, node, At(at), At(at), phase);
}
