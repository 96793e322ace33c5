using DynamoLab.Client.Connections;

namespace DynamoLab.Client.Choices;

/// <summary>
/// Whether a node is to be avoided, as all sessions of a client have found it. It begins with a failed attempt; when
/// the time is over, one attempt at a time, the probe, is let through. A failed probe doubles the time, any answer ends
/// the avoidance.
/// </summary>
/// <param name="avoidMs">The time, before it is ever doubled; 0 avoids the node never.</param>
internal sealed class NodeHealth(TimeProvider time, int avoidMs)
{
    /// <summary>The time is doubled at most so often.</summary>
    public const int DoublingsMax = 3;

    private readonly Lock _gate = new();
    private volatile bool _isFailing;

    // Guarded by the gate.
    private bool _isProbed;
    private int _doublings;
    private long _avoidedUntil;
    private long _recoveredAt = long.MinValue;

    public bool IsAvoided
    {
        get
        {
            if (!_isFailing)
            {
                return false;
            }

            lock (_gate)
            {
                return _isFailing && (_isProbed || time.GetTimestamp() < _avoidedUntil);
            }
        }
    }

    /// <summary>False when the node is avoided. <see cref="Learn"/> must follow, after a probe above all.</summary>
    public bool TryEnter(out bool isProbe)
    {
        isProbe = false;
        if (!_isFailing)
        {
            return true;
        }

        lock (_gate)
        {
            if (!_isFailing)
            {
                return true;
            }

            if (_isProbed || time.GetTimestamp() < _avoidedUntil)
            {
                return false;
            }

            isProbe = true;
            _isProbed = true;
            return true;
        }
    }

    /// <summary>Takes in how an attempt ended. Any reply is a sign of life, whatever it says.</summary>
    /// <param name="startedAt">The attempt's first timestamp on the client's time.</param>
    /// <param name="isProbe">As <see cref="TryEnter"/> said.</param>
    public void Learn(AnswerKind answer, long startedAt, bool isProbe)
    {
        switch (answer)
        {
            case AnswerKind.Reply:
                Succeeded();
                break;
            case AnswerKind.ConnectionFailed or AnswerKind.TimedOut:
                Failed(startedAt, isProbe);
                break;
            default:
                Left(isProbe);
                break;
        }
    }

    private void Succeeded()
    {
        if (!_isFailing)
        {
            return;
        }

        lock (_gate)
        {
            _isFailing = false;
            _isProbed = false;
            _doublings = 0;
            _recoveredAt = time.GetTimestamp();
        }
    }

    private void Failed(long startedAt, bool isProbe)
    {
        lock (_gate)
        {
            // One outage makes many attempts fail: those that began before the node answered again tell nothing new,
            // and while it is known to fail only the probe's failure does.
            if (avoidMs == 0 || startedAt < _recoveredAt || (_isFailing && !isProbe))
            {
                return;
            }

            _doublings = _isFailing ? Math.Min(_doublings + 1, DoublingsMax) : 0;
            _isFailing = true;
            _isProbed = false;
            _avoidedUntil = time.GetTimestamp() + (((long)avoidMs << _doublings) * time.TimestampFrequency / 1000);
        }
    }

    /// <summary>The attempt ended without telling anything about the node.</summary>
    private void Left(bool isProbe)
    {
        if (isProbe)
        {
            lock (_gate)
            {
                _isProbed = false;
            }
        }
    }
}
