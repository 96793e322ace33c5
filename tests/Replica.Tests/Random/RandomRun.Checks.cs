using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>What is watched all the time, and what must hold in the end.</summary>
internal sealed partial class RandomRun
{
    private const int RoundsMax = 10;

    private void OnEvent(TestEvent e)
    {
        if (Trace != TextWriter.Null)
        {
            Trace.WriteLine(e.ToLine(_cluster.Now));
        }

        switch (e.What)
        {
            case ReplicateRequest replicate:
                _model.See(replicate.Key, replicate.State);
                break;
            case ExchangePush push:
                push.States.ToList().ForEach(s => _model.See(s.Key, s.State));
                break;
        }

        if (e.Kind == TestEventKind.Replied)
        {
            if (!_pending.Remove(e.Number, out var onReply))
            {
                throw new BrokenPromiseException($"{e.From} replied twice, or to nobody: {e.What}");
            }

            onReply(e.What!);
        }
    }

    /// <summary>
    /// A quorum is counted from real acknowledgements: who is said to have acknowledged it holds the write.
    /// </summary>
    private void CheckAcknowledgements(Attempt attempt)
    {
        var response = attempt.Response!;
        if (response.AcknowledgedBy.Distinct().Count() < response.Quorum.Needed)
        {
            throw new BrokenPromiseException(
                $"{response.Dot} acknowledged by {string.Join(' ', response.AcknowledgedBy)} only");
        }

        foreach (var node in response.AcknowledgedBy)
        {
            var isWitness = _startedAt[node] <= attempt.At
                && _cluster[node].IsUp
                && _cluster[node].Machine.Ring.PreferenceListOf(attempt.Request.Key.Token).IsPrimary(node)
                && _options.ReapIntervalMs == 0;
            if (isWitness && !StateOf(node, attempt.Request.Key).Context.Covers(response.Dot))
            {
                throw new BrokenPromiseException(
                    $"{node} acknowledged {response.Dot} and holds {StateOf(node, attempt.Request.Key)}");
            }
        }
    }

    /// <summary>Faults end, everybody comes back and hears of everybody.</summary>
    private void Recover()
    {
        foreach (var link in _cluster.Links.ToArray())
        {
            link.DelayMs = TestLink.DelayMsDefault;
            _cluster.Heal(link);
        }

        foreach (var id in _ids)
        {
            if (!_cluster[id].IsUp)
            {
                Restart(id);
            }

            _cluster.ResumeStore(_cluster[id]);
            SpeedUp(_cluster[id]);
        }

        _cluster.RunMs(12_000);
    }

    private void Judge()
    {
        EndOfWaiting();
        RepairUntilAgreed();
        foreach (var key in _keys)
        {
            _model.Check(key, StateOf(Ring.PreferenceListOf(key.Token).Primaries[0], key));
        }

        // Hints left now are of states that all primaries have; once home, nobody holds a key that is not its own.
        ForAll(new RepairPause(false));
        _cluster.RunMs(5_000);
        foreach (var id in _ids)
        {
            CheckTidy(_cluster[id]);
        }
    }

    /// <summary>Every request that was made was answered, unless its node died.</summary>
    private void EndOfWaiting()
    {
        if (_pending.Count > 0 && _options.WriteQuorum - 1 == _crashesLeft)
        {
            throw new BrokenPromiseException($"{_pending.Count} requests were never answered");
        }

        _pending.Clear();
    }

    private void RepairUntilAgreed()
    {
        ForAll(new RepairPause(true));
        _cluster.RunMs(5_000);
        while (!Array.TrueForAll(_keys, IsAgreed))
        {
            if (++RoundsNeeded > RoundsMax)
            {
                throw new BrokenPromiseException($"no agreement within {RoundsMax} rounds");
            }

            ForAll(new RepairRound(RoundsNeeded, 1, 2000, _ids));
            _cluster.RunMs(2100);
        }
    }

    private void ForAll(Message request)
    {
        foreach (var id in _ids)
        {
            Ask(id, request, static _ => { });
        }
    }

    private void CheckTidy(TestNode node)
    {
        var strays = node.Store.Scan(TokenRange.Whole)
            .Where(o => !Ring.PreferenceListOf(o.Key.Token).IsPrimary(node.Options.Id));
        if (node.Hints.Any() || strays.Any())
        {
            throw new BrokenPromiseException(
                $"{node.Options.Id} keeps hints {string.Join(' ', node.Hints)}, "
                + $"keys {string.Join(' ', strays.Select(s => s.Key))}");
        }

        if (_pending.Count > 0)
        {
            throw new BrokenPromiseException($"{_pending.Count} requests of the lab were never answered");
        }
    }

    private bool IsAgreed(Key key)
    {
        var primaries = Ring.PreferenceListOf(key.Token).Primaries.ToArray();
        var first = StateOf(primaries[0], key).ToBytes();
        return Array.TrueForAll(primaries, p => StateOf(p, key).ToBytes().AsSpan().SequenceEqual(first));
    }

    private HashRing Ring => _cluster[_ids[0]].Machine.Ring;

    private ObjectState StateOf(NodeId node, Key key) => _cluster[node].Store.TryRead(key)?.State ?? ObjectState.Empty;
}
