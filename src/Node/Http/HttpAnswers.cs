using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DynamoLab.Core.Messages;
using Microsoft.AspNetCore.Http;

namespace DynamoLab.Node.Http;

/// <summary>The shapes of answers that several paths share.</summary>
internal static class HttpAnswers
{
    public static Task JsonAsync<T>(this HttpContext context, int status, T view, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(view, type);
        return context.BytesAsync(status, "application/json", bytes);
    }

    public static Task ErrorAsync(this HttpContext context, int status, string error) =>
        context.JsonAsync(status, new ErrorView(error), ViewsJson.Readable.ErrorView);

    public static Task BytesAsync(this HttpContext context, int status, string contentType, byte[] bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes).AsTask();
    }

    public static Task MethodNotAllowedAsync(this HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return context.ErrorAsync(405, $"{context.Request.Method} is not allowed here; accepted: {allowed}");
    }

    /// <summary>An outcome other than Ok, with what is known of the quorum.</summary>
    public static Task OutcomeAsync(
        this HttpContext context, Outcome outcome, string reason, QuorumCount quorum, bool? mayBeApplied)
    {
        var status = outcome switch
        {
            Outcome.Invalid => 400,
            Outcome.StoreFailed => 500,
            _ => 503,
        };
        var view = outcome == Outcome.Invalid
            ? new ErrorView(reason)
            : new ErrorView(reason.Length > 0 ? reason : outcome.ToString(), quorum.Needed, quorum.Got, mayBeApplied);
        return context.JsonAsync(status, view, ViewsJson.Readable.ErrorView);
    }
}
