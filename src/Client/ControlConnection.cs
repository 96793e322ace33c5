using DynamoLab.Client.Connections;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>
/// A connection of the lab itself to one node, which no fault gate delays. Any number of questions may be under way at
/// once. It sets no timeouts of its own: the cancellation tokens do.
/// </summary>
public sealed class ControlConnection : IAsyncDisposable
{
    private readonly FramedConnection _connection;

    private ControlConnection(NodeEndpoint endpoint, FramedConnection connection)
    {
        Endpoint = endpoint with { Node = connection.Welcome.Node };
        _connection = connection;
    }

    /// <summary>Where it leads, with the name of the node that answered.</summary>
    public NodeEndpoint Endpoint { get; }

    public NodeId Node => Endpoint.Node;

    /// <summary>The node's life: higher after each of its starts.</summary>
    public ulong Incarnation => _connection.Welcome.Incarnation;

    /// <exception cref="NodeConnectionException">It could not be opened; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static async Task<ControlConnection> OpenAsync(NodeEndpoint endpoint, CancellationToken cancellation) =>
        new(endpoint, await FramedConnection.OpenAsync(endpoint, Role.Control, cancellation));

    /// <exception cref="NodeConnectionException">The connection was lost, or the answer is of another kind.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<TResponse> AskAsync<TResponse>(Message request, CancellationToken cancellation)
        where TResponse : Message
    {
        var pending = new PendingRequest();
        var pendingAnswer = pending.Begin(request, TimeProvider.System, Timeout.Infinite, cancellation);
        var submitted = _connection.TrySubmit(pending);
        if (submitted != SubmitResult.Taken)
        {
            throw new NodeConnectionException(submitted == SubmitResult.Full
                ? $"too many requests to {Endpoint} are in flight"
                : $"the connection to {Endpoint} is closed");
        }

        await using var registration = cancellation.UnsafeRegister(_ => _connection.Abandon(pending), null);
        var answer = await pendingAnswer;
        return answer.Message switch
        {
            TResponse response => response,
            ControlDone { IsDone: false } refused =>
                throw new NodeConnectionException($"{Endpoint} refused {request.Kind}: {refused.Reason}"),
            { } other => throw new NodeConnectionException($"{Endpoint} answered {request.Kind} with {other.Kind}"),
            null when answer.Kind == AnswerKind.Cancelled => throw new OperationCanceledException(cancellation),
            null => throw new NodeConnectionException(answer.Error),
        };
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
