using System.Numerics;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.History;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation.Clients;

/// <summary>
/// The clients: each does one operation after the other, tries another node when one fails it, and keeps the context it
/// got last for every key.
/// </summary>
internal sealed class ClientGroup
{
    /// <summary>A client waits a little longer than the node it asked, so as to hear why it failed.</summary>
    private const int PatienceMs = 500;

    /// <summary>One read in so many asks for more answers than there are replicas, and must be refused.</summary>
    private const int ImpossibleOneIn = 500;

    private readonly World _world;
    private readonly ClientSettings _settings;
    private readonly SimClient[] _clients;
    private readonly Queue<Wish> _wishes = new();
    private int _begun;
    private bool _isOpen;

    public ClientGroup(World world, DeterministicRandom random)
    {
        (_world, _settings) = (world, world.Options.Clients);
        Keys = [.. Enumerable.Range(1, _settings.Keys).Select(i => new Key($"key{i}"))];
        _clients = [.. Enumerable.Range(0, _settings.Count)
            .Select(i => new SimClient(i, random.Fork((ulong)i), Keys.Length))];
    }

    public Key[] Keys { get; }

    /// <summary>Told of every operation that ended, in the order of their ends.</summary>
    public Action<Operation> Observer { get; set; } = static _ => { };

    public bool IsIdle => Array.TrueForAll(_clients, c => c.Request is null);

    public bool HasNoWish => _wishes.Count == 0;

    /// <summary>Whether all operations have begun, and ended.</summary>
    public bool IsDone => _begun >= _settings.Operations && IsIdle;

    public void Open()
    {
        _isOpen = true;
        foreach (var client in _clients)
        {
            WakeIn(client, client.Random.Next(_settings.PauseMsMax + 1) * 1000L);
        }
    }

    /// <summary>No new operations; those under way go on.</summary>
    public void Close() => _isOpen = false;

    /// <summary>The first client does these, one after the other.</summary>
    public void Wish(IEnumerable<Wish> wishes)
    {
        foreach (var wish in wishes)
        {
            _wishes.Enqueue(wish);
        }

        WakeIn(_clients[0], 0);
    }

    public void OnWake(in SimEvent e)
    {
        var client = _clients[e.A];
        if (e.Number != client.Stamp)
        {
            return;
        }

        if (client.Request is not null)
        {
            _world.Coverage.Count(HostPath.ClientTimedOut);
            Fail(client, "no answer in time", isRetryable: true, null);
        }
        else if (client.Index == 0 && _wishes.TryDequeue(out var wish))
        {
            Begin(client, wish);
        }
        else if (_isOpen && _begun < _settings.Operations)
        {
            Begin(client, DrawWish(client));
        }
    }

    public void OnResponse(in SimEvent e)
    {
        var client = _clients[e.B];
        if (client.Request is null || client.Attempt.Number != e.Number)
        {
            _world.Coverage.Count(HostPath.AnswerLate);
            return;
        }

        var (outcome, reason) = e.What switch
        {
            GetResponse got => (got.Outcome, got.Reason),
            WriteResponse wrote => (wrote.Outcome, wrote.Reason),
            _ => throw new ScheduleFailure("wrong answer", $"a client got {e.What}"),
        };
        _world.Coverage.Count(outcome);
        if (outcome == Outcome.Ok)
        {
            Succeed(client, e.What!);
        }
        else
        {
            Fail(client, $"{outcome}: {reason}", outcome != Outcome.Invalid, e.What);
        }
    }

    /// <summary>The node was down when the request came.</summary>
    public void OnRefused(in SimEvent e)
    {
        if (_clients[e.A] is { Request: not null } client && client.Attempt.Number == e.Number)
        {
            Fail(client, "connection refused", isRetryable: true, null);
        }
    }

    public void OnNodeStopped(SimNode node)
    {
        foreach (var client in _clients)
        {
            if (client.Request is not null && client.Attempt.Node == node && client.Random.Next(3) > 0)
            {
                _world.Schedule(new SimEvent(
                    _world.NowUs + 1000, EventKind.ClientLinkDown, client.Index, node.Index, client.Attempt.Number, 0,
                        null));
            }
        }
    }

    public void OnLinkDown(in SimEvent e)
    {
        if (_clients[e.A] is { Request: not null } client && client.Attempt.Number == e.Number)
        {
            Fail(client, "connection lost", isRetryable: true, null);
        }
    }

    private Wish DrawWish(SimClient client)
    {
        var random = client.Random;
        var kind = random.Next(100) < _settings.ReadPercent ? OperationKind.Read
            : random.Next(100) < _settings.DeletePercent ? OperationKind.Delete : OperationKind.Write;
        return new Wish(kind, random.Next(Keys.Length), -1);
    }

    private void Begin(SimClient client, Wish wish)
    {
        _begun++;
        var (random, name, nowUs) = (client.Random, Keys[wish.Key], _world.NowUs);
        var timeoutMs = _world.Options.Node.RequestTimeoutMs;
        var isBlind = random.Next(100) < _settings.BlindPercent;
        var context = isBlind ? Core.Versions.CausalContext.Empty : client.ContextOf(wish.Key);
        switch (wish.Kind)
        {
            case OperationKind.Read:
                var isImpossible = _isOpen && random.Next(ImpossibleOneIn) == 0;
                var readQuorum = isImpossible ? _world.Options.Node.Ring.ReplicationFactor + 1 : 0;
                client.BeginRead(wish.Key, name, readQuorum, timeoutMs, nowUs);
                break;
            case OperationKind.Write:
                client.BeginWrite(wish.Key, name, context, timeoutMs, nowUs);
                break;
            default:
                var coversHeld = random.Next(100) < _settings.CoverHeldPercent;
                client.BeginDelete(wish.Key, name, coversHeld ? null : context, timeoutMs, nowUs);
                break;
        }

        Try(client, wish.Node >= 0 ? wish.Node : Choose(client));
    }

    private void Try(SimClient client, int index)
    {
        var node = _world.Nodes[index];
        client.Home = index;
        client.Tried |= 1UL << index;
        var waitUs = (_world.Options.Node.RequestTimeoutMs + PatienceMs) * 1000L;
        client.Attempt = new Attempt(_world.NextRequest(), node, _world.NowUs, _world.NowUs + waitUs);
        _world.SendRequest(client.Index, node, client.Attempt.Number, client.Request!);
        WakeIn(client, waitUs);
    }

    /// <summary>A node not tried yet, up or down: a client cannot know.</summary>
    private int Choose(SimClient client)
    {
        if (_settings.IsSticky && client.Home >= 0 && (client.Tried >> client.Home & 1) == 0)
        {
            return client.Home;
        }

        var started = _world.Nodes.Count(n => n.HasStarted);
        var index = client.Random.Next(started);
        while ((client.Tried >> index & 1) != 0 && BitOperations.PopCount(client.Tried) < started)
        {
            index = (index + 1) % started;
        }

        return index;
    }

    private void Succeed(SimClient client, Message response)
    {
        var context = response is GetResponse got ? got.State.Context : ((WriteResponse)response).Context;
        if (response is GetResponse { State.Siblings.Length: > 1 })
        {
            _world.Coverage.Count(HostPath.SiblingsRead);
        }

        client.Remember(client.Key, context);
        EndAttempt(client, isSuccess: true, "");
        End(client, response);
    }

    private void Fail(SimClient client, string error, bool isRetryable, Message? response)
    {
        EndAttempt(client, isSuccess: false, error);
        if (isRetryable && client.AttemptCount < _settings.AttemptsMax && (_isOpen || _wishes.Count == 0))
        {
            _world.Coverage.Count(HostPath.ClientRetried);
            Try(client, Choose(client));
        }
        else
        {
            End(client, response);
        }
    }

    private void EndAttempt(SimClient client, bool isSuccess, string error) =>
        client.EndAttempt(VirtualClock.True(client.Attempt.StartUs), _world.Now, isSuccess, error);

    private void End(SimClient client, Message? response)
    {
        var operation = client.End(VirtualClock.True(client.StartUs), _world.Now, response);
        _world.Trace.Operation(_world.NowUs, operation);
        Observer(operation);
        WakeIn(client, client.Random.Next(_settings.PauseMsMax + 1) * 1000L);
    }

    private void WakeIn(SimClient client, long us) => _world.Schedule(new SimEvent(
        _world.NowUs + us, EventKind.ClientWake, client.Index, 0, ++client.Stamp, 0, null));
}
