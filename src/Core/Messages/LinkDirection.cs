namespace DynamoLab.Core.Messages;

/// <summary>Which way messages of a link go, seen from the node whose gate it is.</summary>
public enum LinkDirection : byte
{
    /// <summary>Towards the node.</summary>
    In = 1,

    /// <summary>Away from the node.</summary>
    Out = 2,

    /// <summary>Either way.</summary>
    Both = 3,
}
