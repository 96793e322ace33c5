using System.Runtime.CompilerServices;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client;

/// <summary>
/// One logical client: a random stream of its own, and its own node when routing is sticky. One operation at a time.
/// What goes wrong is a result, never an exception, but for misuse and cancellation: that is noticed within
/// <see cref="DynamoClient.SweepMs"/>, and a cancelled write may have been applied.
/// </summary>
public sealed class ClientSession
{
    private readonly DynamoClient _client;
    private readonly OperationRunner _runner;

    internal ClientSession(DynamoClient client, OperationRunner runner)
    {
        _client = client;
        _runner = runner;
    }

    /// <param name="key">1 to <see cref="Limits.KeyBytesMax"/> bytes.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the operation ended.</exception>
    /// <exception cref="ObjectDisposedException">The client was closed before the operation began.</exception>
    /// <exception cref="InvalidOperationException">The session's last operation has not ended.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GetResult> GetAsync(Key key, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_client.IsDisposed, _client);
        var request = new GetRequest(key, _client.Options.ReadQuorum, _client.NodeTimeoutMs);
        var conversation = RequestLimits.ErrorOf(key) is { } error
            ? Conversation.Refused(error)
            : await _runner.RunAsync(key, request, cancellation);
        var reply = conversation.Reply as GetResponse;
        return new GetResult
        {
            IsSuccess = conversation.IsSuccess,
            State = conversation.IsSuccess ? reply!.State : ObjectState.Empty,
            Quorum = reply?.Quorum ?? GetResult.NoQuorum,
            Node = conversation.Node,
            Attempts = conversation.Attempts,
            Error = conversation.Error,
        };
    }

    /// <param name="key">1 to <see cref="Limits.KeyBytesMax"/> bytes.</param>
    /// <param name="value">Up to <see cref="Limits.ValueBytesMax"/> bytes, unchanged until the operation ends.</param>
    /// <param name="context">What the write covers: from a read or an earlier write; empty for a blind write.</param>
    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<WriteResult> PutAsync(
        Key key, byte[] value, CausalContext context, CancellationToken cancellation = default) =>
        WriteAsync(key, value, context, coversHeld: false, cancellation);

    /// <param name="key">1 to <see cref="Limits.KeyBytesMax"/> bytes.</param>
    /// <param name="context">What the delete covers; null: exactly what its coordinator holds.</param>
    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<WriteResult> DeleteAsync(
        Key key, CausalContext? context = null, CancellationToken cancellation = default) =>
        WriteAsync(key, null, context ?? CausalContext.Empty, coversHeld: context is null, cancellation);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteResult> WriteAsync(
        Key key, byte[]? value, CausalContext context, bool coversHeld, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_client.IsDisposed, _client);
        var quorum = _client.Options.WriteQuorum;
        var request = new WriteRequest(key, value, context, coversHeld, quorum, _client.NodeTimeoutMs);
        var conversation = RequestLimits.ErrorOf(key, value, context) is { } error
            ? Conversation.Refused(error)
            : await _runner.RunAsync(key, request, cancellation);
        var reply = conversation.Reply as WriteResponse;
        return new WriteResult
        {
            IsSuccess = conversation.IsSuccess,
            Dot = conversation.IsSuccess ? reply!.Dot : default,
            Context = conversation.IsSuccess ? reply!.Context : CausalContext.Empty,
            Quorum = reply?.Quorum ?? GetResult.NoQuorum,
            AcknowledgedBy = reply?.AcknowledgedBy ?? [],
            Node = conversation.Node,
            Attempts = conversation.Attempts,
            MayBeApplied = conversation.IsSuccess || conversation.MayBeApplied,
            Error = conversation.Error,
        };
    }
}
