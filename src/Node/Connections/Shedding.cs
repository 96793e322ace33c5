namespace DynamoLab.Node.Connections;

/// <summary>
/// Refuses requests of one client unread, the oldest first, while too many of them wait on its connection or the node
/// is overloaded: that costs a fraction of what serving them would.
/// </summary>
internal sealed class Shedding(ConnectionServices services, FrameInput input, FrameOutput output)
{
    private const int MeanOver = 16;

    // Bytes that have come and nobody has looked at, and those of a usual request.
    private long _unread;
    private long _mean = 1024;

    /// <summary>To be called after every receive.</summary>
    public void Received() => _unread = input.Count + input.Available;

    /// <summary>To be called for every request that was not shed.</summary>
    public void Took(long bytes)
    {
        _unread -= bytes;
        _mean += (bytes - _mean) / MeanOver;
    }

    /// <summary>Whether the next request was refused; it is dropped then.</summary>
    public bool TryShed()
    {
        var isRefusing = services.Overload.IsRefusing;
        if ((!isRefusing && !IsBehind(_mean))
            || !input.TryPeek(out var kind, out var correlation, out var length)
            || (!isRefusing && !IsBehind(length))
            || correlation == 0
            || ReplyRefusals.Overloaded(kind, services.Self.Id, services.Overload.Reason) is not { } refusal)
        {
            return false;
        }

        Took(length);
        input.Skip(length);
        services.Counters.RequestShed();
        output.Append(correlation, refusal);
        return true;
    }

    /// <summary>Whether more wait than may, if each has so many bytes: a long request alone is no queue.</summary>
    private bool IsBehind(long bytes) => _unread > services.Connections.OverloadUnread * bytes;
}
