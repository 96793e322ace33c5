using System.Buffers;
using DynamoLab.Node.Connections;
using Microsoft.AspNetCore.Http;

namespace DynamoLab.Node.Http;

/// <summary>
/// Reads the bodies of requests: none that is longer than a value may be, none for longer than a frame may take, and
/// together no more than there is room for.
/// </summary>
internal sealed class RequestBodies(ConnectionServices services)
{
    private readonly RequestBytes _room = new(services.Connections.HttpBodyBytesOfAllMax);

    private int BytesMax => services.Limits.ValueBytesMax;

    /// <summary>Hands the body on, or tells the client what is wrong with it.</summary>
    /// <param name="context">The request's.</param>
    /// <param name="use">The body has its room until this is done.</param>
    public async Task ReadAsync(HttpContext context, Func<byte[], Task> use)
    {
        var length = context.Request.ContentLength ?? BytesMax;
        if (length > BytesMax)
        {
            await RefuseAsync(context);
            return;
        }

        if (length > RequestWindow.ShortBytesMax)
        {
            await _room.TakeAsync(length, context.RequestAborted);
        }
        else
        {
            _room.Take(length);
        }

        try
        {
            await ReadInTimeAsync(context, use);
        }
        finally
        {
            _room.Return(length);
        }
    }

    private async Task ReadInTimeAsync(HttpContext context, Func<byte[], Task> use)
    {
        var limitMs = services.Connections.FrameMsMax;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(limitMs), services.Time);
        byte[]? body;
        try
        {
            body = await ReadAsync(context.Request, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await RefuseAsync(context, 408, $"the value was not whole in {limitMs} ms");
            return;
        }

        await (body is null ? RefuseAsync(context) : use(body));
    }

    /// <summary>The whole body, or null when it is too long.</summary>
    private async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > BytesMax)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private Task RefuseAsync(HttpContext context) =>
        RefuseAsync(context, 413, $"the value is too large; accepted: at most {BytesMax} bytes");

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        // The rest of the body is not read, so nothing else can come over this connection.
        context.Response.Headers.Connection = "close";
        return context.ErrorAsync(status, reason);
    }
}
