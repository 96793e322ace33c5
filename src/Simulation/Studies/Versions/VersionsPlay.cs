using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>Plays one schedule under one scheme and counts what came out.</summary>
public sealed class VersionsPlay
{
    private const long FirstInstantUs = 1_600_000_000_000_000;
    private const int StepUs = 1000;

    private readonly VersionedKey[] _keys;
    private readonly int[] _skewsUs;
    private int _reads;
    private int _writes;
    private int _filledReads;
    private long _siblings;
    private int _siblingsMax;
    private long _clockBytes;
    private int _clockBytesMax;
    private int _falseReads;

    private VersionsPlay(VersionsPlan plan, IReadOnlyList<VersionsStep> schedule, IVersioning rules, ulong seed)
    {
        var writes = new int[plan.Keys];
        foreach (var step in schedule)
        {
            writes[step.Key] += step.Kind == VersionsStepKind.Write ? 1 : 0;
        }

        _keys = Array.ConvertAll(writes, count => new VersionedKey(rules, plan.Nodes, plan.Clients, count));
        var random = new DeterministicRandom(seed).Fork(1);
        _skewsUs = [.. Enumerable.Range(0, plan.Nodes)
            .Select(_ => random.Next((2 * plan.SkewMs * 1000) + 1) - (plan.SkewMs * 1000))];
    }

    /// <param name="plan">What the schedule was drawn from.</param>
    /// <param name="schedule">The steps, the same for every scheme.</param>
    /// <param name="rules">The scheme.</param>
    /// <param name="seed">The schedule's, which decides how far the clocks are off, too.</param>
    public static VersionsResult Run(
        VersionsPlan plan, IReadOnlyList<VersionsStep> schedule, IVersioning rules, ulong seed)
    {
        var play = new VersionsPlay(plan, schedule, rules, seed);
        for (var i = 0; i < schedule.Count; i++)
        {
            play.Do(schedule[i], FirstInstantUs + ((long)i * StepUs));
        }

        return play.Result();
    }

    private void Do(in VersionsStep step, long atUs)
    {
        var key = _keys[step.Key];
        switch (step.Kind)
        {
            case VersionsStepKind.Read:
                _reads++;
                Count(key, key.Read(step.Client, step.Node, step.Other));
                break;
            case VersionsStepKind.Write:
                _writes++;
                key.Write(step, new Instant(atUs + _skewsUs[step.Node]));
                break;
            case VersionsStepKind.Exchange:
                key.Exchange(step.Node, step.Other);
                break;
            case VersionsStepKind.Handoff:
                key.HandOff(step.Node);
                break;
            default:
                throw new InvalidOperationException($"no step of a schedule: {step}");
        }
    }

    private void Count(VersionedKey key, ObjectState read)
    {
        if (read.Siblings.Length == 0)
        {
            return;
        }

        var clockBytes = read.ToBytes().Length - (int)read.ValueBytes;
        _filledReads++;
        _siblings += read.Siblings.Length;
        _siblingsMax = Math.Max(_siblingsMax, read.Siblings.Length);
        _clockBytes += clockBytes;
        _clockBytesMax = Math.Max(_clockBytesMax, clockBytes);
        _falseReads += key.FalseSiblings(read) > 0 ? 1 : 0;
    }

    private VersionsResult Result()
    {
        var (falseSiblings, lost) = (0, 0);
        foreach (var key in _keys)
        {
            var final = key.Final();
            falseSiblings += key.FalseSiblings(final);
            lost += key.LostWrites(final);
        }

        var filled = Math.Max(1, _filledReads);
        return new VersionsResult(
            _reads, _writes, (double)_siblings / filled, _siblingsMax, (double)_clockBytes / filled, _clockBytesMax,
            _falseReads, falseSiblings, lost);
    }
}
