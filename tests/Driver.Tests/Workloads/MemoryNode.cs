using DynamoLab.Client;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Driver.Tests.Workloads;

/// <summary>A cluster of one node that keeps its keys in memory and refuses what it is told to refuse.</summary>
internal sealed class MemoryNode : IAsyncDisposable
{
    private static readonly QuorumCount Quorum = new(1, 1, 0);

    private readonly Lock _lock = new();
    private readonly IVersioning _versioning = Versioning.Of(VersioningKind.Dvv);
    private readonly Dictionary<Key, ObjectState> _states = [];
    private readonly FakeNode _node = FakeNode.Start("memory");
    private ulong _dots;

    public MemoryNode()
    {
        _node.Answer = Answer;
        Client = new DynamoClient(new ClientOptions { Nodes = [_node.Endpoint], AttemptsMax = 1, Seed = 1 });
    }

    public DynamoClient Client { get; }

    /// <summary>Why a request is refused; null takes it.</summary>
    public Func<Message, string?> Refuse { get; set; } = _ => null;

    /// <summary>Called with every request.</summary>
    public Action<Message> Saw { get; set; } = _ => { };

    /// <summary>Whether a request is left without an answer.</summary>
    public Predicate<Message> Ignores { get; set; } = _ => false;

    public ObjectState StateOf(Key key)
    {
        lock (_lock)
        {
            return _states.GetValueOrDefault(key, ObjectState.Empty);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _node.DisposeAsync();
    }

    private Message? Answer(Message request)
    {
        Saw(request);
        lock (_lock)
        {
            return Ignores(request) ? null : request switch
            {
                GetRequest get => Get(get, Refuse(get)),
                WriteRequest write => Write(write, Refuse(write)),
                _ => null,
            };
        }
    }

    private GetResponse Get(GetRequest get, string? reason) => reason is null
        ? new(Outcome.Ok, _node.Id, _states.GetValueOrDefault(get.Key, ObjectState.Empty), Quorum, "")
        : new(Outcome.QuorumUnmet, _node.Id, ObjectState.Empty, new QuorumCount(1, 0, 0), reason);

    private WriteResponse Write(WriteRequest write, string? reason)
    {
        if (reason is not null)
        {
            return new(
                Outcome.QuorumUnmet, _node.Id, default, CausalContext.Empty,
                new QuorumCount(1, 0, 0), [], true, reason);
        }

        var dot = new Dot(new Actor(_node.Id, 1), ++_dots);
        var held = _states.GetValueOrDefault(write.Key, ObjectState.Empty);
        var outcome = _versioning.Write(
            held, write.Context, new WriteStamp(dot, new Instant((long)_dots)), write.Value);
        _states[write.Key] = outcome.State;
        return new(Outcome.Ok, _node.Id, dot, outcome.ClientContext, Quorum, [_node.Id], false, "");
    }
}
