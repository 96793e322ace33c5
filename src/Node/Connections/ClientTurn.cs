namespace DynamoLab.Node.Connections;

/// <summary>
/// What one client may send in a row. One thread waits for all sockets, and a client that always has more to say would
/// never let it go: after a turn the other connections are heard. See docs/decisions/0018.
/// </summary>
internal struct ClientTurn
{
    /// <summary>Requests taken on.</summary>
    public const int RequestsMax = 64;

    /// <summary>Requests refused unread: many, or more would come meanwhile than a turn refuses.</summary>
    public const int RefusalsMax = 16_384;

    private int _requests;
    private int _refusals;

    public readonly bool IsOver => _requests >= RequestsMax || _refusals >= RefusalsMax;

    public void Begin() => (_requests, _refusals) = (0, 0);

    public void Took() => _requests++;

    public void Refused() => _refusals++;
}
