using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Operations;

/// <summary>
/// A client's write on its way to a coordinator. Live primaries come first, in random order so that coordination
/// spreads; sloppy, the first live fallbacks after them, this node among them. A node that is silent for
/// too long is passed over, though it may have applied the write: the next one makes it a second attempt.
/// </summary>
internal sealed class ForwardOperation : Operation
{
    private const int FallbacksMax = 8;

    private readonly NodeContext _node;
    private readonly ReplyTo _client;
    private readonly WriteRequest _request;
    private readonly int _needed;
    private readonly Action<WriteOrigin, WriteRequest> _coordinate;
    private readonly Queue<NodeId> _candidates = new();
    private readonly HashRing _ring;
    private readonly PreferenceList _preference;
    private readonly Instant _deadline;
    private NodeId _asked;
    private Instant _askedAt;
    private bool _mayBeApplied;
    private bool _mayFallBack;
    private string _refusal = "";

    public ForwardOperation(
        NodeContext node,
        ReplyTo client,
        WriteRequest request,
        int needed,
        Action<WriteOrigin, WriteRequest> coordinate)
        : base(node.Operations.NextId())
    {
        (_node, _client, _request, _needed, _coordinate) = (node, client, request, needed, coordinate);
        (_ring, _preference) = (node.Ring, node.Ring.PreferenceListOf(request.Key.Token));
        _deadline = node.Now.PlusMs(request.TimeoutMs > 0 ? request.TimeoutMs : node.Options.RequestTimeoutMs);
        _mayFallBack = node.Options is { Quorum: QuorumKind.Sloppy, HintedHandoff: true };
        AddPrimaries();
    }

    public override Key Key => _request.Key;

    public override Instant NextDue =>
        _asked.IsNone ? _deadline : Instant.Min(_deadline, _askedAt.PlusMs(PatienceMs));

    /// <summary>
    /// Longer than a coordinator waits for its replicas, so that it is heard before it is passed over.
    /// </summary>
    private int PatienceMs => _node.Options.ReplicaTimeoutMs * 3 / 2;

    public void Start()
    {
        _node.Begin(this);
        AskNext();
    }

    public void OnReply(NodeId from, ForwardReply reply)
    {
        var isRefused = reply.Outcome != ReplicaOutcome.Ok
            || reply.Response.Outcome is Outcome.NoCoordinator or Outcome.NotReady or Outcome.Overloaded
                or Outcome.StoreFailed;
        if (!isRefused)
        {
            End(reply.Response);
        }
        else if (from == _asked)
        {
            _refusal = reply.Response.Reason;
            AskNext();
        }
    }

    public override void OnFailure(NodeId node)
    {
        if (node == _asked)
        {
            _mayBeApplied = true;
            AskNext();
        }
    }

    public override void OnTimer()
    {
        if (_node.Now >= _deadline)
        {
            _mayBeApplied |= !_asked.IsNone;
            EndWithoutCoordinator("time ran out");
        }
        else if (!_asked.IsNone && _node.Now >= _askedAt.PlusMs(PatienceMs))
        {
            _node.Ping(_asked);
            OnFailure(_asked);
        }
    }

    private void AskNext()
    {
        if (!TryNext(out var next))
        {
            EndWithoutCoordinator(
                $"no replica of the key took the write{(_refusal.Length == 0 ? "" : $"; the last said: {_refusal}")}");
            return;
        }

        if (next == _node.Self)
        {
            _node.Operations.Remove(this);
            _coordinate(new WriteOrigin(_client, default, 0), _request);
            return;
        }

        (_asked, _askedAt) = (next, _node.Now);
        _node.Operations.Arm(this);
        _node.Counters.Add(NodeCounter.ForwardsSent);
        _node.Send(next, new ForwardRequest(Id, _ring.Version, !_preference.IsPrimary(next), _request));
    }

    private void AddPrimaries()
    {
        var primaries = _preference.Primaries.ToArray();
        _node.Random.Shuffle<NodeId>(primaries);
        foreach (var primary in primaries)
        {
            if (_node.IsAlive(primary))
            {
                _candidates.Enqueue(primary);
            }
        }

        // Nobody else may coordinate then, so a suspected primary is worth a try after the others.
        foreach (var primary in _mayFallBack ? [] : primaries)
        {
            if (!_node.IsAlive(primary))
            {
                _candidates.Enqueue(primary);
            }
        }
    }

    private bool TryNext(out NodeId next)
    {
        if (_candidates.Count == 0 && _mayFallBack)
        {
            _mayFallBack = false;
            AddLiveFallbacks();
        }

        return _candidates.TryDequeue(out next);
    }

    private void AddLiveFallbacks()
    {
        foreach (var fallback in _preference.Fallbacks)
        {
            if (_candidates.Count < FallbacksMax && _node.IsAlive(fallback))
            {
                _candidates.Enqueue(fallback);
            }
        }
    }

    private void EndWithoutCoordinator(string reason) => End(new WriteResponse(
        Outcome.NoCoordinator,
        _node.Self,
        default,
        CausalContext.Empty,
        new QuorumCount(_needed, 0, 0),
        [],
        _mayBeApplied,
        reason));

    private void End(WriteResponse response)
    {
        _node.Operations.Remove(this);
        _node.Outbox.Add(_client, response);
    }
}
