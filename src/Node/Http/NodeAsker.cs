using DynamoLab.Core.Messages;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Replica;

namespace DynamoLab.Node.Http;

/// <summary>Asks the node on behalf of HTTP requests.</summary>
internal sealed class NodeAsker(ConnectionServices services)
{
    /// <summary>
    /// How long an answer may take: a request of the longest time-out, delayed at the gate both ways, still fits.
    /// </summary>
    public const int AnswerTimeoutMs = 600_000;

    // Of all HTTP connections: each has one request at a time.
    private readonly RequestWindow _requests = new(
        services.Connections.HttpConnectionsMax,
        services.Connections.RequestBytesInFlightMax,
        services.RequestBytes);

    /// <summary>The answer, or null when there is none in time.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="isGated">
    /// Whether network faults hold for it: for keys they do, for the lab's own questions not.
    /// </param>
    /// <param name="cancellation">Cancelled when the client is gone.</param>
    public async Task<TResponse?> AskAsync<TResponse>(Message request, bool isGated, CancellationToken cancellation)
        where TResponse : Message
    {
        if (isGated && services.Overload.IsRefusing)
        {
            services.Counters.RequestShed();
            return ReplyRefusals.Overloaded(request.Kind, services.Self.Id, services.Overload.Reason) as TResponse;
        }

        if (!isGated)
        {
            // Nobody could see what clients wait for if these waited too.
            return await AnswerAsync(request, isGated, cancellation) as TResponse;
        }

        await _requests.BeginAsync(request is WriteRequest { Value: { } value } ? value.Length : 0, cancellation);
        Message? answer = null;
        try
        {
            answer = await AnswerAsync(request, isGated, cancellation);
            return answer as TResponse;
        }
        finally
        {
            _requests.End(answer is GetResponse get ? (int)get.State.ValueBytes : 0);
        }
    }

    private async Task<Message?> AnswerAsync(Message request, bool isGated, CancellationToken cancellation)
    {
        var number = services.Sinks.NextNumber();
        var call = new HttpCall(isGated ? GateLink.OfClient(number) : GateLink.Ungated);
        services.Sinks.Add(number, call);
        try
        {
            var asked = NodeEvent.Request(new ReplyTo(number, 1), call.Link, request, 0);
            await services.Inbox.PostAsync(asked, cancellation);
            services.Inbox.Deliver();
            var timeout = TimeSpan.FromMilliseconds(AnswerTimeoutMs);
            return await call.Answer.WaitAsync(timeout, services.Time, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            services.Sinks.Remove(number);
        }
    }
}
