using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.History;

namespace DynamoLab.Simulation.Clients;

/// <summary>One client: its contexts, and the operation it is at.</summary>
internal sealed class SimClient(int index, DeterministicRandom random, int keys)
{
    private readonly CausalContext?[] _contexts = new CausalContext?[keys];
    private readonly List<AttemptRecord> _attempts = [];
    private int _writes;

    public int Index { get; } = index;

    public DeterministicRandom Random { get; } = random;

    /// <summary>The request under way; null between two operations.</summary>
    public Message? Request { get; private set; }

    public OperationKind Kind { get; private set; }

    public int Key { get; private set; }

    public CausalContext Sent { get; private set; } = CausalContext.Empty;

    public string ValueId { get; private set; } = "";

    public long StartUs { get; private set; }

    public Attempt Attempt { get; set; }

    /// <summary>Nodes tried in this operation, as bits.</summary>
    public ulong Tried { get; set; }

    public int AttemptCount => _attempts.Count;

    /// <summary>The node a sticky client keeps to; -1 before it has one.</summary>
    public int Home { get; set; } = -1;

    /// <summary>Only the wake-up with this number counts.</summary>
    public ulong Stamp { get; set; }

    public CausalContext ContextOf(int key) => _contexts[key] ?? CausalContext.Empty;

    public void Remember(int key, CausalContext context) => _contexts[key] = context;

    public void BeginRead(int key, Key name, int readQuorum, int timeoutMs, long nowUs)
    {
        Begin(OperationKind.Read, key, nowUs, CausalContext.Empty, "");
        Request = new GetRequest(name, readQuorum, timeoutMs);
    }

    public void BeginWrite(int key, Key name, CausalContext context, int timeoutMs, long nowUs)
    {
        Begin(OperationKind.Write, key, nowUs, context, $"c{Index}-{++_writes}");
        Request = new WriteRequest(name, Encoding.UTF8.GetBytes(ValueId), context, false, 0, timeoutMs);
    }

    public void BeginDelete(int key, Key name, CausalContext? context, int timeoutMs, long nowUs)
    {
        Begin(OperationKind.Delete, key, nowUs, context ?? CausalContext.Empty, "");
        Request = new WriteRequest(name, null, Sent, context is null, 0, timeoutMs);
    }

    public void EndAttempt(Instant start, Instant now, bool isSuccess, string error) =>
        _attempts.Add(new AttemptRecord(Attempt.Node.Id, start, now, isSuccess, error));

    /// <summary>The operation as it ended, for the history; the client is free again.</summary>
    public Operation End(Instant start, Instant now, Message? response)
    {
        var last = _attempts[^1];
        var operation = new Operation
        {
            Worker = Index,
            Kind = Kind,
            Key = KeyOf(Request!),
            Intended = start,
            Start = start,
            End = now,
            IsSuccess = last.IsSuccess,
            Node = last.Node,
            Attempts = [.. _attempts],
            Context = Sent,
            CoversHeld = Request is WriteRequest { CoversHeld: true },
            WrittenValueId = ValueId,
            Error = last.Error,
        };
        Request = null;
        return response switch
        {
            GetResponse got => operation with
            {
                Context = got.State.Context,
                Versions = VersionsOf(got.State.Siblings),
                SiblingCount = got.State.Siblings.Length,
                FromFallbacks = got.Quorum.FromFallbacks,
            },
            WriteResponse wrote => operation with
            {
                ResultContext = wrote.Context,
                Versions = [new ObservedVersion(wrote.Dot, ValueId)],
                AcknowledgedBy = wrote.AcknowledgedBy,
                FromFallbacks = wrote.Quorum.FromFallbacks,
            },
            _ => operation,
        };
    }

    private static Key KeyOf(Message request) => request is GetRequest get ? get.Key : ((WriteRequest)request).Key;

    private static ObservedVersion[] VersionsOf(ReadOnlySpan<Sibling> siblings)
    {
        var versions = new ObservedVersion[siblings.Length];
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i] = new ObservedVersion(siblings[i].Dot, History.ValueId.Of(siblings[i].Value));
        }

        return versions;
    }

    private void Begin(OperationKind kind, int key, long nowUs, CausalContext context, string valueId)
    {
        (Kind, Key, StartUs, Sent, ValueId, Tried) = (kind, key, nowUs, context, valueId, 0);
        _attempts.Clear();
    }
}
