using System.Net;
using System.Security.Authentication;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Options;
using DynamoLab.Node.Tests.Resp;
using DynamoLab.Trust;

namespace DynamoLab.Node.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private readonly Certificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Nodes_WithTls_ServeClientsAndEachOther()
    {
        await using var nodes = await StartAsync(3);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client, secret: Secrets.Of('s'), tls: Caller);

        var written = await wire.AskAsync<WriteResponse>(
            1, new WriteRequest(new Core.Key("k"), new byte[100_000], CausalContext.Empty, false, 3, 0));
        var read = await wire.AskAsync<GetResponse>(2, new GetRequest(new Core.Key("k"), 3, 0));

        Assert.Equal((Outcome.Ok, Outcome.Ok), (written.Outcome, read.Outcome));
        Assert.Equal(100_000, read.State.Siblings[0].Value!.Length);
    }

    [Fact]
    public async Task Http_OfANodeWithTls_IsHttps()
    {
        await using var nodes = await StartAsync(1);
        using var http = Https(nodes);
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Secrets.Of('s').HttpToken}");

        using var put = await http.PutAsync(
            "kv/a", new ByteArrayContent(new byte[100_000]), TestContext.Current.CancellationToken);
        var got = await http.GetByteArrayAsync("kv/a", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(100_000, got.Length);
    }

    [Fact]
    public async Task Resp_OfANodeWithTls_IsServed()
    {
        await using var nodes = await StartAsync(1);
        var value = new string('v', 100_000);
        using var wire = await RespWire.OpenAsync(nodes.Port, Secrets.Of('s'), Caller);

        await wire.SendAsync($"SET k {value}", "GET k");
        await wire.ExpectAsync($"+OK\r\n$100000\r\n{value}\r\n");

        using var stranger = await RespWire.OpenAsync(nodes.Port, tls: Caller);
        await stranger.AskAsync("GET k", "-NOAUTH Authentication required.\r\n");
    }

    [Fact]
    public async Task Connection_ThatSaysNothingOverTls_IsClosedInTime()
    {
        await using var nodes = await StartAsync(1, new ConnectionLimits { HandshakeMsMax = 500 });
        using var wire = await RespWire.OpenAsync(nodes.Port, tls: Caller);

        await wire.ExpectEndAsync();
    }

    [Fact]
    public async Task Connection_WithoutTls_HearsNothing()
    {
        await using var nodes = await StartAsync(1);
        using var wire = await TestWire.ConnectAsync(nodes.Port);

        await wire.SendBytesAsync(Preface.Bytes.ToArray());
        await wire.SendAsync(0, new Hello(Role.Control, default, 0, 0));

        Assert.Null(await wire.ReadAsync());
        using var http = nodes.Http();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("status"));
        using var resp = await RespWire.OpenAsync(nodes.Port);
        await resp.SendAsync("PING");
        await Assert.ThrowsAsync<IOException>(resp.ExpectEndAsync);
    }

    [Fact]
    public async Task Caller_OfAnotherAuthorityOrHost_DoesNotSpeakToTheNode()
    {
        await using var nodes = await StartAsync(1);
        using var others = new Certificates();

        await Assert.ThrowsAsync<AuthenticationException>(
            () => TestWire.OpenAsync(nodes.Port, Role.Client, secret: Secrets.Of('s'), tls: others.Caller));
        using var elsewhere = await TestWire.ConnectAsync(nodes.Port);
        await Assert.ThrowsAsync<AuthenticationException>(() => elsewhere.SecureAsync(Caller, "127.0.0.2"));
    }

    [Fact]
    public async Task Connection_OneTooMany_HearsAnAlertInPlaceOfAHandshake()
    {
        await using var nodes = await StartAsync(1, new ConnectionLimits { ConnectionsMax = 1 });
        using var only = await OpenWhenClosedAsync(nodes.Port);
        var before = await RefusedAsync(only);

        using var second = await TestWire.ConnectAsync(nodes.Port);
        await second.SendBytesAsync(ClusterTls.FirstByte, 3, 1);
        Assert.Equal("\u0015\u0003\u0003\0\u0002\u0002P", await second.ReadTextAsync());
        using var third = await TestWire.ConnectAsync(nodes.Port);
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => third.SecureAsync(Caller, "127.0.0.1"));

        Assert.Contains("alert internal error", $"{error}", StringComparison.Ordinal);
        Assert.Equal(before + 2, await RefusedAsync(only));
    }

    [Fact]
    public async Task Http_OneTooMany_IsToldWhy()
    {
        await using var nodes = await StartAsync(1, new ConnectionLimits { HttpConnectionsMax = 0 });
        using var http = Https(nodes);

        using var answer = await http.GetAsync("status", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Control, secret: Secrets.Of('s'), tls: Caller);
        Assert.Equal(1, await RefusedAsync(wire));
    }

    private ClusterTls Caller => _certificates.Caller;

    private HttpClient Https(TestNodes nodes)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions = Caller.CallingOptions("127.0.0.1");
        handler.SslOptions.ApplicationProtocols = null;
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{nodes.Port}/") };
    }

    private Task<TestNodes> StartAsync(int count, ConnectionLimits? limits = null) => TestNodes.StartAsync(
        count,
        o => o with
        {
            Secret = Secrets.Of('s'),
            Tls = _certificates.NodeAt("127.0.0.1"),
            Connections = limits ?? new ConnectionLimits(),
        });

    /// <summary>The test's own questions before may still have their connection.</summary>
    private async Task<TestWire> OpenWhenClosedAsync(int port)
    {
        while (true)
        {
            try
            {
                return await TestWire.OpenAsync(port, Role.Control, secret: Secrets.Of('s'), tls: Caller);
            }
            catch (AuthenticationException)
            {
                // Refused.
            }
        }
    }

    private static async Task<long> RefusedAsync(TestWire control) =>
        (await control.AskAsync<StatusResponse>(1, new StatusRequest())).Counters
            .Single(counter => counter.Name == "connections_refused").Value;
}
