using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoLab.Node.Http;

/// <summary>
/// The HTTP side of the port: keys, status, ring and metrics. No router, no services: four paths need none.
/// </summary>
internal sealed class HttpFront(ConnectionServices services) : IHttpApplication<HttpContext>
{
    private const string NodeHeader = "X-Dynamo-Node";

    private readonly NodeAsker _asker = new(services);
    private readonly HttpGuard _guard = new(services.Secret);
    private readonly RequestBodies _bodies = new(services);

    private KeyPath Keys => field ??= new KeyPath(_asker, services.Limits, _bodies);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        services.Counters.HttpRequest();
        if (!_guard.Admits(context.Request))
        {
            return HttpGuard.TurnAwayAsync(context);
        }

        context.Response.Headers[NodeHeader] = services.Self.Id.Name;
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Of(raw);
        if (target.IsKey)
        {
            return Keys.ServeAsync(context, target);
        }

        Func<HttpContext, RequestTarget, Task>? page = target.Path switch
        {
            "/status" => StatusAsync,
            "/ring" => RingAsync,
            "/metrics" => MetricsAsync,
            _ => null,
        };
        if (page is null)
        {
            return context.ErrorAsync(404, $"no such path; accepted: /kv/{{key}}, /status, /ring, /metrics");
        }

        return context.Request.Method is "GET" or "HEAD"
            ? page(context, target)
            : context.MethodNotAllowedAsync("GET, HEAD");
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Kestrel has logged an exception and answered 500; the context holds nothing of its own.
    }

    private async Task StatusAsync(HttpContext context, RequestTarget target)
    {
        if (await AskAsync<StatusResponse>(context, new StatusRequest()) is { } status)
        {
            await context.JsonAsync(200, StatusView.Of(status), ViewsJson.Readable.StatusView);
        }
    }

    private async Task RingAsync(HttpContext context, RequestTarget target)
    {
        var asked = target.Parameter("key");
        var bytes = Encoding.UTF8.GetBytes(asked ?? "");
        if (asked is not null && bytes.Length is 0 or > Limits.KeyBytesMax)
        {
            await context.ErrorAsync(400, $"key has {bytes.Length} bytes; accepted: 1 to {Limits.KeyBytesMax}");
            return;
        }

        if (await AskAsync<RingResponse>(context, new RingRequest()) is { } ring)
        {
            Key? key = asked is null ? null : new Key(bytes);
            await context.JsonAsync(200, RingView.Of(ring, key), ViewsJson.Readable.RingView);
        }
    }

    private async Task MetricsAsync(HttpContext context, RequestTarget target)
    {
        if (await AskAsync<StatusResponse>(context, new StatusRequest()) is { } status)
        {
            await context.BytesAsync(200, MetricsText.ContentType, Encoding.UTF8.GetBytes(MetricsText.Of(status)));
        }
    }

    /// <summary>The node's answer; null when there was none, and then the client has been told.</summary>
    private async Task<TResponse?> AskAsync<TResponse>(HttpContext context, Message request)
        where TResponse : Message
    {
        var response = await _asker.AskAsync<TResponse>(request, false, context.RequestAborted);
        if (response is null)
        {
            await context.ErrorAsync(503, "the node did not answer");
        }

        return response;
    }
}
