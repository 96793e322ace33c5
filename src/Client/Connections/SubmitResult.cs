namespace DynamoLab.Client.Connections;

/// <summary>Whether a connection took a request on.</summary>
internal enum SubmitResult
{
    Taken = 0,

    /// <summary>The connection is closed; another may be opened.</summary>
    Closed = 1,

    /// <summary>Too many requests or bytes wait for this node already.</summary>
    Full = 2,
}
