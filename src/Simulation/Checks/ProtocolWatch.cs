using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Simulation.Checks;

/// <summary>
/// Looks at every state that travels between nodes: a dot names one value for ever, whoever holds it. Histories show
/// only what clients saw; a dot used twice may be merged away before anybody reads it.
/// </summary>
internal sealed class ProtocolWatch
{
    private readonly Dictionary<(Key Key, Dot Dot), ulong> _valueOfDot = [];
    private readonly HashSet<ulong> _seen = [];

    /// <exception cref="ScheduleFailure">A dot stands for two values.</exception>
    public void See(Message message)
    {
        switch (message)
        {
            case ReplicateRequest replicate:
                See(replicate.Key, replicate.State);
                break;
            case ExchangePush push:
                SeeAll(push.States);
                break;
            case ExchangePull pull:
                SeeAll(pull.States);
                break;
        }
    }

    public void See(Key key, ObjectState state)
    {
        if (!_seen.Add(Hash64.Combine(key.Token.Position, state.Hash)))
        {
            return;
        }

        foreach (var sibling in state.Siblings)
        {
            var value = sibling.Value is { } bytes ? Hash64.Of(bytes) : (ulong)sibling.WrittenAtUs;
            if (!_valueOfDot.TryAdd((key, sibling.Dot), value) && _valueOfDot[(key, sibling.Dot)] != value)
            {
                throw new ScheduleFailure("dot used twice", $"key {key}: {sibling.Dot} names two values");
            }
        }
    }

    private void SeeAll(IReadOnlyList<KeyState> states)
    {
        foreach (var (key, state) in states)
        {
            See(key, state);
        }
    }
}
