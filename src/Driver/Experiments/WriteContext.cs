namespace DynamoLab.Driver.Experiments;

/// <summary>Which causal context a worker sends with a write: <c>--write_context</c>.</summary>
public enum WriteContext
{
    /// <summary>The worker's last context for the key; if it has none, it reads first. The default.</summary>
    Last,

    /// <summary>That of a read made just before the write.</summary>
    Read,

    /// <summary>None: every write is concurrent with all others.</summary>
    Blind,
}
