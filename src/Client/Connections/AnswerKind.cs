namespace DynamoLab.Client.Connections;

/// <summary>What came of one request.</summary>
internal enum AnswerKind
{
    /// <summary>The node answered.</summary>
    Reply = 0,

    /// <summary>The connection could not be opened, was lost, or was refused.</summary>
    ConnectionFailed = 1,

    TimedOut = 2,

    /// <summary>Never handed over: this client has too much in flight already, or is closed.</summary>
    NotTaken = 3,

    Cancelled = 4,
}
