using DynamoLab.Node.Options;

namespace DynamoLab.Node.Connections;

/// <summary>
/// What was last seen of a connection, and since when it has been so. Used by the watch's timer alone.
/// </summary>
internal sealed class ConnectionLook
{
    private ConnectionSigns? _seen;
    private long _sameFramesSince;
    private long _sameSendSince;

    /// <summary>Why the connection has taken too long; null when it has not.</summary>
    public string? WhyOver(in ConnectionSigns signs, long now, ConnectionLimits limits, TimeProvider time)
    {
        var isBusy = signs.HasPart || signs.InFlight > 0;
        if (_seen is not { } seen || seen.Frames != signs.Frames || (seen.HasPart || seen.InFlight > 0) != isBusy)
        {
            _sameFramesSince = now;
        }

        if (_seen is not { IsSending: true } before || before.Sends != signs.Sends || !signs.IsSending)
        {
            _sameSendSince = now;
        }

        _seen = signs;
        var framesMs = time.GetElapsedTime(_sameFramesSince, now).TotalMilliseconds;
        var sendMs = time.GetElapsedTime(_sameSendSince, now).TotalMilliseconds;
        return !signs.IsTimed ? null
            : sendMs > limits.SendMsMax ? $"no reply was taken in {limits.SendMsMax} ms"
            : signs.HasPart && signs.InFlight == 0 && framesMs > limits.FrameMsMax
                ? $"a frame was not whole in {limits.FrameMsMax} ms"
            : !isBusy && framesMs > limits.IdleMsMax ? $"no request in {limits.IdleMsMax} ms"
            : null;
    }
}
