using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Connections;
using Microsoft.AspNetCore.Http;

namespace DynamoLab.Node.Http;

/// <summary><c>/kv/{key}</c>: reads, writes and deletes for people and scripts.</summary>
internal sealed class KeyPath(NodeAsker asker, RequestLimits limits, RequestBodies bodies)
{
    private const string Allowed = "GET, HEAD, PUT, DELETE";
    private const int QuorumMax = 255;

    public Task ServeAsync(HttpContext context, RequestTarget target)
    {
        if (!target.TryGetKey(out var bytes) || bytes.Length == 0)
        {
            return context.ErrorAsync(
                400, $"the key is empty or its percent-encoding is broken; accepted: 1 to {limits.KeyBytesMax} bytes");
        }

        if (bytes.Length > limits.KeyBytesMax)
        {
            return context.ErrorAsync(413, $"the key has {bytes.Length} bytes; accepted: at most {limits.KeyBytesMax}");
        }

        var key = new Key(bytes);
        return context.Request.Method switch
        {
            "GET" or "HEAD" => GetAsync(context, target, key),
            "PUT" => bodies.ReadAsync(context, value => WriteAsync(context, target, key, value)),
            "DELETE" => WriteAsync(context, target, key, null),
            _ => context.MethodNotAllowedAsync(Allowed),
        };
    }

    private async Task GetAsync(HttpContext context, RequestTarget target, Key key)
    {
        if (!TryGetQuorum(target, "r", out var quorum, out var error))
        {
            await context.ErrorAsync(400, error);
            return;
        }

        var response = await asker.AskAsync<GetResponse>(new GetRequest(key, quorum, 0), true, context.RequestAborted);
        if (response is not { Outcome: Outcome.Ok })
        {
            await FailedAsync(context, response?.Outcome, response?.Reason, response?.Quorum, null);
            return;
        }

        var siblings = response.State.Siblings.ToArray();
        context.Response.Headers[ContextHeader.Name] = ContextHeader.Format(response.State.Context);
        if (siblings.Length == 0 || response.State.IsTombstone)
        {
            await context.ErrorAsync(404, $"no value under '{key}'");
        }
        else if (siblings is [{ Value: { } value }])
        {
            await context.BytesAsync(200, "application/octet-stream", value);
        }
        else
        {
            SiblingView[] views = [.. siblings.Select(SiblingView.Of)];
            await context.JsonAsync(300, views, ViewsJson.Readable.SiblingViewArray);
        }
    }

    private async Task WriteAsync(HttpContext context, RequestTarget target, Key key, byte[]? value)
    {
        var given = context.Request.Headers[ContextHeader.Name].ToString();
        var covered = CausalContext.Empty;
        if (given.Length > 0 && !ContextHeader.TryParse(given, out covered))
        {
            await context.ErrorAsync(400, $"{ContextHeader.Name} is no context; accepted: one that a reply carried");
            return;
        }

        if (!TryGetQuorum(target, "w", out var quorum, out var error))
        {
            await context.ErrorAsync(400, error);
            return;
        }

        // A delete that names no context covers what the coordinator holds; a put that names none covers nothing.
        var coversHeld = value is null && given.Length == 0;
        var request = new WriteRequest(key, value, covered, coversHeld, quorum, 0);
        var response = await asker.AskAsync<WriteResponse>(request, true, context.RequestAborted);
        if (response is not { Outcome: Outcome.Ok })
        {
            await FailedAsync(
                context, response?.Outcome, response?.Reason, response?.Quorum, response?.MayBeApplied ?? true);
            return;
        }

        context.Response.Headers[ContextHeader.Name] = ContextHeader.Format(response.Context);
        context.Response.StatusCode = 204;
    }

    private static Task FailedAsync(
        HttpContext context, Outcome? outcome, string? reason, QuorumCount? quorum, bool? mayBeApplied) =>
        context.OutcomeAsync(
            outcome ?? Outcome.Overloaded,
            reason ?? "the node did not answer in time",
            quorum ?? new QuorumCount(0, 0, 0),
            mayBeApplied);

    /// <summary>R or W of this one request; absent is the cluster's. Above N is the node's to refuse.</summary>
    private static bool TryGetQuorum(RequestTarget target, string name, out int quorum, out string error)
    {
        quorum = 0;
        error = "";
        if (target.Parameter(name) is { } text && (!int.TryParse(text, out quorum) || quorum is < 1 or > QuorumMax))
        {
            error = $"{name} is '{text}'; accepted: 1 to N";
        }

        return error.Length == 0;
    }
}
