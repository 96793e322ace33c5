using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// What nodes counted from phase to phase of a run, out of what they say now and then. A restarted node counts from 0
/// again: what it says first is new, and what its former life counted since it was last asked is lost.
/// </summary>
internal sealed class CounterPhases
{
    private readonly List<CounterPhase> _phases = [];
    private readonly Dictionary<NodeId, (ulong Incarnation, Dictionary<string, long> Counters)> _last = [];

    /// <summary>In order of time.</summary>
    public IReadOnlyList<CounterPhase> Phases => _phases;

    /// <summary>
    /// All before this belongs to the phase before. What the nodes say first is where counting begins.
    /// </summary>
    /// <param name="name">Of the phase that begins, or goes on.</param>
    /// <param name="now">Microseconds since the Unix epoch.</param>
    /// <param name="answers">What the nodes say as it begins.</param>
    public void Enter(string name, long now, IReadOnlyList<StatusResponse> answers)
    {
        Observe(now, answers);
        if (_phases.Count == 0 || _phases[^1].Name != name)
        {
            _phases.Add(new CounterPhase(name, now));
        }
    }

    /// <summary>Counts what the nodes have done since they were last asked to the phase that goes on.</summary>
    public void Observe(long now, IReadOnlyList<StatusResponse> answers)
    {
        foreach (var answer in answers)
        {
            var counters = answer.Counters.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => g.Last().Value);
            if (_phases.Count > 0)
            {
                _phases[^1].Add(answer.Node, counters, Since(answer));
            }

            _last[answer.Node] = (answer.Incarnation, counters);
        }

        if (_phases.Count > 0)
        {
            _phases[^1].EndUs = now;
        }
    }

    /// <summary>Null for a node never heard before: what it did earlier is not known.</summary>
    private IReadOnlyDictionary<string, long>? Since(StatusResponse answer)
    {
        if (!_last.TryGetValue(answer.Node, out var last))
        {
            return null;
        }

        return last.Incarnation == answer.Incarnation ? last.Counters : new Dictionary<string, long>();
    }
}
