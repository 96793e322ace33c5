using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>
/// Five nodes, a sixth that may join, three clients and a hundred things that happen to them, all drawn from one seed;
/// then the network heals, rounds of repair bring the replicas to agree, and the model judges what is left.
/// </summary>
internal sealed partial class RandomRun
{
    private const int KeyCount = 4;
    private const int ClientCount = 3;
    private const int ActionCount = 100;

    private readonly DeterministicRandom _random;
    private readonly TestCluster _cluster;
    private readonly WriteModel _model = new();
    private readonly List<NodeId> _ids = [.. Enumerable.Range(1, 5).Select(i => new NodeId($"n{i}"))];
    private readonly Key[] _keys = [.. Enumerable.Range(1, KeyCount).Select(i => new Key($"key{i}"))];
    private readonly Dictionary<(int Client, Key Key), CausalContext> _contexts = [];
    private readonly Dictionary<ulong, Action<Message>> _pending = [];
    private readonly Dictionary<NodeId, Instant> _startedAt = [];
    private readonly NodeOptions _options;
    private int _crashesLeft;

    public RandomRun(ulong seed)
    {
        _random = new DeterministicRandom(seed);
        _cluster = new TestCluster(_random.NextUInt64()) { Observer = OnEvent };
        _options = DrawOptions();
        _crashesLeft = _options.WriteQuorum - 1;
    }

    /// <summary>Where every event is told, for whoever looks into one seed.</summary>
    public TextWriter Trace { get; init; } = TextWriter.Null;

    public ulong TraceHash => _cluster.TraceHash;

    public int AcknowledgedCount => _model.AcknowledgedCount;

    public int RoundsNeeded { get; private set; }

    public void Run()
    {
        foreach (var id in _ids)
        {
            Start(id, incarnation: 1);
        }

        _cluster.IntroduceAll();
        var joinsAt = _random.Next(3 * ActionCount);
        for (var i = 0; i < ActionCount; i++)
        {
            if (i == joinsAt)
            {
                Join(new NodeId("n6"));
            }

            Act();
            _cluster.RunMs(_random.Next(4) == 0 ? _random.Next(1500) : _random.Next(20));
        }

        Recover();
        Judge();
    }

    private NodeOptions DrawOptions()
    {
        var replicas = 2 + _random.Next(2);
        return new NodeOptions
        {
            Id = _ids[0],
            Address = TestCluster.AddressOf("n1"),
            Incarnation = 1,
            Ring = new RingOptions(Placement.RandomTokens, replicas, TokensPerNode: 3),
            ReadQuorum = 1 + _random.Next(replicas),
            WriteQuorum = 1 + _random.Next(replicas),
            Quorum = Pick(QuorumKind.Sloppy, QuorumKind.Sloppy, QuorumKind.Strict),
            ReadFanout = Pick(ReadFanout.All, ReadFanout.Quorum),
            Detector = Pick(DetectorKind.Phi, DetectorKind.Fixed, DetectorKind.Jacobson),
            HintedHandoff = _random.Next(5) > 0,
            ReadRepair = _random.Next(3) > 0,
            AntiEntropyIntervalMs = Pick(0, 2000),
            ReapIntervalMs = Pick(0, 1500),
            ExchangeTimeoutMs = 2000,
            ProbeIntervalMs = 1000,
            ProbeFanout = 2,
        };
    }

    private void Start(NodeId id, ulong incarnation, params IReadOnlyList<NodeAddress> seeds) => Start(_options with
    {
        Id = id,
        Address = TestCluster.AddressOf(id.Name),
        Incarnation = incarnation,
        Seeds = seeds,
    });

    private void Start(NodeOptions options, TestStore? store = null)
    {
        _cluster.Add(options, store);
        _startedAt[options.Id] = _cluster.Now;
    }

    /// <summary>On an empty directory, or on its data, which may then lack what was not durable, but here does not.</summary>
    private void Restart(NodeId id)
    {
        var former = _cluster[id];
        if (_random.Next(2) == 0)
        {
            Start(id, former.Options.Incarnation + 1, SeedFor(id));
            return;
        }

        var incarnation = former.Options.Incarnation + 1;
        former.Store.Resume();
        Start(
            former.Options with
            {
                Incarnation = incarnation,
                ProvenSince = Pick(incarnation, former.Options.ProvenSince),
                Remembered = former.Store.Members,
                Seeds = former.Store.Members.Count > 0 ? [] : [SeedFor(id)],
            },
            former.Store);
    }

    private void Join(NodeId id)
    {
        Start(id, 1, SeedFor(id));
        _ids.Add(id);
    }

    private NodeAddress SeedFor(NodeId id) =>
        TestCluster.AddressOf(_ids.First(other => other != id && _cluster[other].IsUp).Name);

    private void Act()
    {
        switch (_random.Next(20))
        {
            case < 7:
                Put();
                break;
            case < 8:
                Delete();
                break;
            case < 13:
                Get();
                break;
            default:
                Disturb();
                break;
        }
    }

    private void Put()
    {
        var (client, key) = (_random.Next(ClientCount), Pick(_keys));
        var context = _random.Next(3) == 0 ? CausalContext.Empty : ContextOf(client, key);
        var value = Encoding.UTF8.GetBytes($"v{_cluster.NextRequest}");
        Write(client, new WriteRequest(key, value, context, false, 0, DrawTimeoutMs()));
    }

    private void Delete()
    {
        var (client, key) = (_random.Next(ClientCount), Pick(_keys));
        var coversHeld = _random.Next(3) == 0;
        var context = coversHeld ? CausalContext.Empty : ContextOf(client, key);
        Write(client, new WriteRequest(key, null, context, coversHeld, 0, DrawTimeoutMs()));
    }

    private void Write(int client, WriteRequest request)
    {
        if (LiveNode() is not { IsNone: false } node)
        {
            return;
        }

        var attempt = _model.Try(request, _cluster.Now);
        Ask(node, request, response =>
        {
            attempt.Response = (WriteResponse)response;
            if (attempt.IsAcknowledged)
            {
                _contexts[(client, request.Key)] = attempt.Response.Context;
                CheckAcknowledgements(attempt);
            }
        });
    }

    private void Get()
    {
        var (client, key) = (_random.Next(ClientCount), Pick(_keys));
        if (LiveNode() is { IsNone: false } node)
        {
            Ask(node, new GetRequest(key, 0, DrawTimeoutMs()), response =>
            {
                if (response is GetResponse { Outcome: Outcome.Ok } got)
                {
                    _contexts[(client, key)] = got.State.Context;
                }
            });
        }
    }

    private void Ask(NodeId node, Message request, Action<Message> onReply)
    {
        _pending.Add(_cluster.NextRequest, onReply);
        _cluster.Request(node, request);
    }

    private CausalContext ContextOf(int client, Key key) =>
        _contexts.GetValueOrDefault((client, key), CausalContext.Empty);

    private NodeId LiveNode()
    {
        var live = _ids.Where(id => _cluster[id].IsUp).ToArray();
        return live.Length == 0 ? default : Pick(live);
    }

    private int DrawTimeoutMs() => Pick(0, 0, 300, 2000);

    private NodeId AnyNode() => _ids[_random.Next(_ids.Count)];

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
