namespace DynamoLab.Replica;

/// <summary>The kinds of <see cref="NodeInput"/>.</summary>
public enum NodeInputKind
{
    Request,
    PeerMessage,
    Durable,
    StoreFailed,
    LinkDown,
}
