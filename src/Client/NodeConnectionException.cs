namespace DynamoLab.Client;

/// <summary>A connection to a node could not be opened, was lost, or was refused; the message says which.</summary>
public sealed class NodeConnectionException : IOException
{
    public NodeConnectionException(string message)
        : base(message)
    {
    }

    public NodeConnectionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
