using DynamoLab.Core.Handshakes;
using Microsoft.AspNetCore.Http;

namespace DynamoLab.Node.Http;

/// <summary>Turns away who does not send the token of a cluster that has a secret.</summary>
internal sealed class HttpGuard(ClusterSecret? secret)
{
    private const string Scheme = "Bearer ";

    public bool Admits(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        return secret is null
            || (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && secret.IsHttpToken(given.AsSpan(Scheme.Length).Trim()));
    }

    /// <summary>The same for every path, so that a stranger does not learn what is there.</summary>
    public static Task TurnAwayAsync(HttpContext context)
    {
        // Its body is not read, so nothing else can come over this connection.
        context.Response.Headers.Connection = "close";
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.ErrorAsync(401, "this cluster has a secret; accepted: Authorization: Bearer and its token");
    }
}
