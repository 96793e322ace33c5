using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>
/// What clients tried and saw, without any idea of how nodes work; and what must therefore be true of the states that
/// all replicas have come to. Every value is written once, so a value names its attempt.
/// </summary>
internal sealed class WriteModel
{
    private readonly List<Attempt> _attempts = [];
    private readonly Dictionary<string, Attempt> _byValue = [];
    private readonly Dictionary<(Key Key, Dot Dot), string> _valueOfDot = [];
    private readonly HashSet<string> _seenValues = [];

    public int AcknowledgedCount => _attempts.Count(a => a.IsAcknowledged);

    public Attempt Try(WriteRequest request, Instant at)
    {
        var attempt = new Attempt(request, at);
        _attempts.Add(attempt);
        if (request.Value is { } value)
        {
            _byValue.Add(Text(value), attempt);
        }

        return attempt;
    }

    /// <summary>Any state that went over the wire: promise 4, a dot is never used twice.</summary>
    public void See(Key key, ObjectState state)
    {
        foreach (var sibling in state.Siblings)
        {
            var value = sibling.Value is { } bytes ? Text(bytes) : $"deleted at {sibling.WrittenAtUs}";
            if (_valueOfDot.TryGetValue((key, sibling.Dot), out var known) && known != value)
            {
                throw new BrokenPromiseException($"{key}: {sibling.Dot} is {known} and {value}");
            }

            _valueOfDot[(key, sibling.Dot)] = value;
            _seenValues.Add(value);
        }
    }

    /// <summary>The state that all primaries agree on in the end.</summary>
    public void Check(Key key, ObjectState final)
    {
        See(key, final);
        foreach (var attempt in _attempts.Where(a => a.Request.Key == key && a.IsAcknowledged))
        {
            CheckNotLost(attempt, final);
            CheckNothingCoveredIsBack(attempt, final);
        }
    }

    /// <summary>Promise 1: an acknowledged write is present or causally covered.</summary>
    private void CheckNotLost(Attempt attempt, ObjectState final)
    {
        var dot = attempt.Response!.Dot;
        var isPresent = final.SiblingOf(dot) is not null;
        var isCovered = _attempts.Exists(a =>
            a != attempt && a.Request.Key == attempt.Request.Key && MayHaveHappened(a) && a.MayCover(dot));
        if (!attempt.IsDelete && !isPresent && !isCovered)
        {
            throw new BrokenPromiseException(
                $"{attempt.Request.Key}: {dot} ({Text(attempt.Request.Value!)}) was acknowledged "
                    + $"and is lost; left is {final}");
        }
    }

    /// <summary>Promises 3 and 5: what an acknowledged write covered is not there any more.</summary>
    private static void CheckNothingCoveredIsBack(Attempt attempt, ObjectState final)
    {
        foreach (var sibling in final.Siblings)
        {
            if (sibling.Dot != attempt.Response!.Dot && attempt.Covers(sibling.Dot))
            {
                throw new BrokenPromiseException(
                    $"{attempt.Request.Key}: {sibling.Dot} was covered "
                    + $"by {attempt.Response.Dot}, and is back in {final}");
            }
        }
    }

    /// <summary>
    /// A put that nobody acknowledged and nobody ever saw covers nothing; a delete leaves no value to see.
    /// </summary>
    private bool MayHaveHappened(Attempt attempt) =>
        attempt.IsAcknowledged || attempt.IsDelete || _seenValues.Contains(Text(attempt.Request.Value!));

    private static string Text(byte[] value) => Encoding.UTF8.GetString(value);
}
