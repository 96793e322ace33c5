namespace DynamoLab.Client;

/// <summary>Which node a session sends an operation to first: <c>--routing</c>.</summary>
public enum Routing
{
    /// <summary>Every operation draws a node; all are equally likely.</summary>
    Random = 0,

    /// <summary>
    /// A session stays with one node: session i with node i mod count. While that one is avoided the session uses
    /// one substitute, and it goes back as soon as its own node answers again.
    /// </summary>
    Sticky = 1,

    /// <summary>
    /// Every operation draws one of the key's primaries, by the ring the nodes tell; the others only when no primary
    /// is left, or while no ring is known.
    /// </summary>
    TokenAware = 2,
}
