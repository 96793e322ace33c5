namespace DynamoLab.Node.Loop;

/// <summary>The kinds of <see cref="NodeEvent"/>.</summary>
internal enum NodeEventKind
{
    /// <summary>A request that wants a reply.</summary>
    Request,

    /// <summary>A message of another node.</summary>
    PeerMessage,

    /// <summary>The link to a peer broke.</summary>
    LinkDown,
}
