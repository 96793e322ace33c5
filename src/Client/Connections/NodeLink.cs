using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Connections;

/// <summary>
/// The way to one node: opens a connection when a request needs one, and another when that is lost. Requests wait
/// unencoded while a connection opens, so that one given up meanwhile is never sent. After a failed opening, requests
/// fail at once until the back-off is over.
/// </summary>
internal sealed class NodeLink : IAsyncDisposable
{
    /// <summary>
    /// The back-off after the first failure; it doubles up to the maximum. That stays below the time a failed node is
    /// avoided, or the request that tries it again would meet a back-off instead of the node.
    /// </summary>
    public const int BackOffMsMin = 25;

    public const int BackOffMsMax = 200;

    private readonly NodeEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly int _timeoutMs;
    private readonly CancellationTokenSource _disposal = new();
    private readonly Lock _gate = new();
    private volatile FramedConnection? _connection;

    // Guarded by the gate.
    private List<PendingRequest> _waiting = [];
    private Task _opening = Task.CompletedTask;
    private bool _isOpening;
    private bool _isDisposed;
    private long _retryAt;
    private int _backOffMs;
    private string _lastError = "";

    public NodeLink(NodeEndpoint endpoint, TimeProvider time, int timeoutMs)
    {
        _endpoint = endpoint;
        _time = time;
        _timeoutMs = timeoutMs;
    }

    /// <param name="pending">Not in use by any other request.</param>
    public ValueTask<Answer> AskAsync(PendingRequest pending, Message request, CancellationToken cancellation)
    {
        var answer = pending.Begin(request, _time, _timeoutMs, cancellation);
        var submitted = _connection?.TrySubmit(pending) ?? SubmitResult.Closed;
        if (submitted == SubmitResult.Closed)
        {
            submitted = SubmitOrWait(pending);
        }

        if (submitted == SubmitResult.Full)
        {
            pending.Complete(Answer.NotTaken($"too many requests to {_endpoint} are in flight"));
        }

        return answer;
    }

    /// <summary>Ends the requests that are over by now. One caller at a time.</summary>
    public void Sweep(long timestamp)
    {
        _connection?.Sweep(timestamp);
        List<PendingRequest> over;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return;
            }

            over = _waiting.FindAll(r => r.IsOver(timestamp));
            _waiting.RemoveAll(over.Contains);
        }

        over.ForEach(r => r.GiveUp(_endpoint));
    }

    public async ValueTask DisposeAsync()
    {
        Task opening;
        lock (_gate)
        {
            _isDisposed = true;
            opening = _opening;
        }

        await _disposal.CancelAsync();
        await opening;
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _disposal.Dispose();
    }

    /// <summary>The slow path: no connection, or a lost one. Completes the request itself where it fails it.</summary>
    private SubmitResult SubmitOrWait(PendingRequest pending)
    {
        string error;
        lock (_gate)
        {
            // Another caller may have opened it in the meantime.
            var submitted = _connection?.TrySubmit(pending) ?? SubmitResult.Closed;
            if (submitted != SubmitResult.Closed)
            {
                return submitted;
            }

            if (_waiting.Count >= FramedConnection.RequestsInFlightMax)
            {
                return SubmitResult.Full;
            }

            if (!_isDisposed && (_isOpening || _time.GetTimestamp() >= _retryAt))
            {
                _waiting.Add(pending);
                StartOpening();
                return SubmitResult.Taken;
            }

            error = _isDisposed ? ClosedByClient : _lastError;
        }

        pending.Fail(error);
        return SubmitResult.Taken;
    }

    private string ClosedByClient => $"the connection to {_endpoint} was closed by this client";

    private void StartOpening()
    {
        if (!_isOpening)
        {
            _isOpening = true;
            _opening = Task.Run(OpenAsync);
        }
    }

    private async Task OpenAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(_timeoutMs), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _disposal.Token);
        try
        {
            var connection = await FramedConnection.OpenAsync(_endpoint, Role.Client, either.Token);
            Opened(connection);
        }
        catch (OperationCanceledException)
        {
            Failed(_disposal.IsCancellationRequested
                ? ClosedByClient
                : $"{_endpoint} did not say welcome within {_timeoutMs} ms");
        }
        catch (Exception e)
        {
            Failed(e.Message);
        }
    }

    private void Opened(FramedConnection connection)
    {
        List<PendingRequest> waiting;
        lock (_gate)
        {
            // Published even when disposal has begun: that waits for the opening and closes what it finds then.
            _connection = connection;
            _isOpening = false;
            _backOffMs = 0;
            waiting = TakeWaiting();
        }

        foreach (var request in waiting)
        {
            if (connection.TrySubmit(request) != SubmitResult.Taken)
            {
                request.Fail($"{_endpoint} closed the connection");
            }
        }
    }

    private void Failed(string error)
    {
        List<PendingRequest> waiting;
        lock (_gate)
        {
            _isOpening = false;
            _lastError = error;
            _backOffMs = Math.Clamp(_backOffMs * 2, BackOffMsMin, BackOffMsMax);
            _retryAt = _time.GetTimestamp() + (_backOffMs * _time.TimestampFrequency / 1000);
            waiting = TakeWaiting();
        }

        waiting.ForEach(r => r.Fail(error));
    }

    private List<PendingRequest> TakeWaiting()
    {
        var waiting = _waiting;
        _waiting = [];
        return waiting;
    }
}
