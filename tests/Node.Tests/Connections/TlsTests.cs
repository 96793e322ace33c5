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
        using var handler = new SocketsHttpHandler();
        handler.SslOptions = Caller.CallingOptions("127.0.0.1");
        handler.SslOptions.ApplicationProtocols = null;
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{nodes.Port}/") };
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

    private ClusterTls Caller => _certificates.Caller;

    private Task<TestNodes> StartAsync(int count, ConnectionLimits? limits = null) => TestNodes.StartAsync(
        count, o => o with
        {
            Secret = Secrets.Of('s'),
            Tls = _certificates.NodeAt("127.0.0.1"),
            Connections = limits ?? o.Connections,
        });
}
