namespace DynamoLab.Node.Connections;

/// <summary>What a connection has done so far; two looks at it tell what it does.</summary>
/// <param name="IsTimed">Whether it may take only so long: it is not a peer's, and has been greeted.</param>
/// <param name="Frames">Whole frames received.</param>
/// <param name="HasPart">Whether part of another one has been.</param>
/// <param name="InFlight">Requests that are not answered.</param>
/// <param name="Sends">Sends that have ended.</param>
/// <param name="IsSending">Whether one is under way.</param>
internal readonly record struct ConnectionSigns(
    bool IsTimed, long Frames, bool HasPart, int InFlight, long Sends, bool IsSending);
