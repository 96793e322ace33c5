using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>A connection of the lab itself to one node, which no fault gate delays. Safe for concurrent questions.</summary>
public sealed class ControlConnection : IAsyncDisposable
{
    /// <summary>The node that answered.</summary>
    public NodeId Node { get; }

    /// <exception cref="NodeConnectionException">It could not be opened.</exception>
    public static Task<ControlConnection> OpenAsync(NodeEndpoint endpoint, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <exception cref="NodeConnectionException">No answer came, or one of another kind.</exception>
    public Task<TResponse> AskAsync<TResponse>(Message request, CancellationToken cancellation)
        where TResponse : Message =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
