using System.Net;
using System.Net.Sockets;
using System.Text;
using DynamoLab.Core.Handshakes;

namespace DynamoLab.Node.Tests.Http;

/// <summary>HTTP of a node whose cluster has a secret.</summary>
public sealed class HttpGuardTests : IAsyncLifetime
{
    private static readonly ClusterSecret Secret = Secrets.Of('s');

    private TestNodes _nodes = null!;
    private HttpClient _http = null!;

    public static TheoryData<string, string> Requests => new()
    {
        { "GET", "kv/a" }, { "PUT", "kv/a" }, { "DELETE", "kv/a" }, { "POST", "kv/a" }, { "GET", "kv/" },
        { "GET", "status" }, { "GET", "metrics" }, { "GET", "ring" }, { "HEAD", "status" }, { "GET", "nowhere" },
    };

    public async ValueTask InitializeAsync()
    {
        _nodes = await TestNodes.StartAsync(1, o => o with { Secret = Secret });
        _http = _nodes.Http();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _nodes.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_WithoutOrWithAWrongToken_Is401AndTellsNothing(string method, string path)
    {
        var put = await SendAsync("PUT", "kv/a", $"Bearer {Secret.HttpToken}");
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);

        foreach (var authorization in (string?[])
        [
            null, "Bearer", "Bearer ", $"Bearer {Secret.HttpToken[..^1]}", $"Bearer {Secrets.Of('x').HttpToken}",
            $"Basic {Secret.HttpToken}", Secret.HttpToken, $"Bearer {new string('s', 64)}",
        ])
        {
            var answer = await SendAsync(method, path, authorization);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", $"{answer.Headers.WwwAuthenticate}");
            Assert.Equal(
                ["Connection", "Date", "WWW-Authenticate"], answer.Headers.Select(header => header.Key).Order());
            if (method != "HEAD")
            {
                Assert.Equal(
                    "{\n  \"error\": \"this cluster has a secret; accepted: Authorization: Bearer and its token\"\n}",
                    await answer.Content.ReadAsStringAsync());
            }
        }

        var kept = await SendAsync("GET", "kv/a", $"Bearer {Secret.HttpToken}");
        Assert.Equal("value of PUT", await kept.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer  {0} ")]
    public async Task Request_WithTheToken_IsServed(string authorization)
    {
        var answer = await SendAsync(
            "GET", "status", string.Format(null, CompositeFormat.Parse(authorization), Secret.HttpToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("n1", Assert.Single(answer.Headers.GetValues("X-Dynamo-Node")));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET /status HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n")]
    public async Task Request_Broken_TellsNothingOfTheMachine(string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", _nodes.Port, TestContext.Current.CancellationToken);
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Matches("^HTTP/1.1 [45]", answer);
        var told = answer.Split('\n').Where(line => !line.StartsWith("Date:", StringComparison.Ordinal));
        string[] telling =
        [
            $"{Environment.ProcessId}", Environment.MachineName, AppContext.BaseDirectory, "Kestrel", "Microsoft",
            ".NET", "Exception", "n1",
        ];
        Assert.All(telling, word => Assert.All(told, line => Assert.DoesNotContain(word, line)));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "PUT" or "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"value of {method}"));
        }

        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
