using System.Net;
using System.Text;
using System.Text.Json;
using DynamoLab.Core;

namespace DynamoLab.Node.Tests.Http;

public sealed class HttpFrontTests : IAsyncLifetime
{
    private const string ContextHeader = "X-Dynamo-Context";

    private TestNodes _nodes = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TestNodes.StartAsync(1, o => o with { ValueBytesMax = 1000 });
        _http = _nodes.Http();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _nodes.DisposeAsync();
    }

    [Fact]
    public async Task Get_WhatWasPut_IsTheRawBytesWithContextAndNode()
    {
        byte[] value = [0, 255, 10, 13];
        var put = await _http.PutAsync("kv/a%2Fb", new ByteArrayContent(value));
        var got = await _http.GetAsync("kv/a%2Fb");

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal(value, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal(Header(put, ContextHeader), Header(got, ContextHeader));
        Assert.Equal("n1", Header(got, "X-Dynamo-Node"));
    }

    [Fact]
    public async Task Get_AbsentKey_Is404WithContext()
    {
        var got = await _http.GetAsync("kv/none");

        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
        Assert.NotEmpty(Header(got, ContextHeader));
    }

    [Fact]
    public async Task Put_BlindTwice_GivesSiblingsThatAContextResolves()
    {
        await PutAsync("kv/s", "one");
        await PutAsync("kv/s", "two");

        var several = await _http.GetAsync("kv/s");
        Assert.Equal(HttpStatusCode.MultipleChoices, several.StatusCode);
        var siblings = JsonDocument.Parse(await several.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["one", "two"], siblings.EnumerateArray().Select(s => s.GetProperty("text").GetString()).Order());
        Assert.All(siblings.EnumerateArray(), s => Assert.StartsWith("n1@", s.GetProperty("dot").GetString()));
        Assert.All(siblings.EnumerateArray(), s => Assert.False(s.GetProperty("tombstone").GetBoolean()));

        await PutAsync("kv/s", "both", Header(several, ContextHeader));
        Assert.Equal("both", await _http.GetStringAsync("kv/s"));
    }

    [Fact]
    public async Task Delete_WithoutContext_CoversWhatIsHeld()
    {
        await PutAsync("kv/d", "one");
        await PutAsync("kv/d", "two");

        var deleted = await _http.DeleteAsync("kv/d");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("kv/d")).StatusCode);
    }

    [Fact]
    public async Task Delete_WithAnOldContext_LeavesTheLaterSiblingBesideTheTombstone()
    {
        var first = await PutAsync("kv/t", "one");
        await PutAsync("kv/t", "two");
        using var delete = new HttpRequestMessage(HttpMethod.Delete, "kv/t");
        delete.Headers.Add(ContextHeader, Header(first, ContextHeader));
        await _http.SendAsync(delete);

        var left = await _http.GetAsync("kv/t");

        Assert.Equal(HttpStatusCode.MultipleChoices, left.StatusCode);
        var siblings = JsonDocument.Parse(await left.Content.ReadAsStringAsync()).RootElement.EnumerateArray().ToList();
        Assert.Equal([false, true], siblings.Select(s => s.GetProperty("tombstone").GetBoolean()).Order());
    }

    [Theory]
    [InlineData("GET", "kv/", 400, "key is empty")]
    [InlineData("GET", "kv/a?r=0", 400, "r is '0'; accepted: 1 to N")]
    [InlineData("GET", "kv/a?r=x", 400, "r is 'x'")]
    [InlineData("GET", "kv/a?r=2", 400, "R = 2")]
    [InlineData("PUT", "kv/a?w=2", 400, "W = 2")]
    [InlineData("DELETE", "kv/a?w=-1", 400, "w is '-1'")]
    [InlineData("POST", "kv/a", 405, "GET, HEAD, PUT, DELETE")]
    [InlineData("PUT", "status", 405, "GET, HEAD")]
    [InlineData("GET", "", 404, "/kv/{key}, /status, /ring, /metrics")]
    [InlineData("GET", "ring?key=", 400, "key has 0 bytes")]
    public async Task Request_Bad_IsAJsonErrorThatSaysWhatIsAccepted(
        string method, string target, int status, string named)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_http.BaseAddress + target));

        var response = await _http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Contains(named, error.GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_TooLarge_Is413(bool isLengthKnown)
    {
        using var content = new StreamContent(new MemoryStream(new byte[1001]));
        content.Headers.ContentLength = isLengthKnown ? 1001 : null;
        using var request = new HttpRequestMessage(HttpMethod.Put, "kv/a") { Content = content };
        request.Headers.TransferEncodingChunked = !isLengthKnown;

        var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("at most 1000 bytes", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_KeyTooLong_Is413()
    {
        var response = await _http.GetAsync($"kv/{new string('k', Limits.KeyBytesMax + 1)}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Put_BadContext_Is400()
    {
        var response = await PutAsync("kv/a", "x", "nonsense");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ContextHeader, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ring_WithAKey_GivesItsPlace()
    {
        var ring = JsonDocument.Parse(await _http.GetStringAsync("ring?key=a")).RootElement;

        Assert.Equal((1024, 1), (ring.GetProperty("partitions").GetInt32(), ring.GetProperty("n").GetInt32()));
        Assert.Equal("fixed_partitions", ring.GetProperty("placement").GetString());
        Assert.Equal("n1", ring.GetProperty("members")[0].GetProperty("node").GetString());
        var key = ring.GetProperty("key");
        Assert.Equal(Token.Of("a").ToString(), key.GetProperty("token").GetString());
        Assert.Equal("n1", key.GetProperty("primaries")[0].GetString());
        Assert.Empty(key.GetProperty("fallbacks").EnumerateArray());
    }

    [Fact]
    public async Task Status_Node_HasMembersAndCounters()
    {
        await PutAsync("kv/a", "x");

        var status = JsonDocument.Parse(await _http.GetStringAsync("status")).RootElement;

        Assert.Equal(
            [
                "node", "incarnation", "ring_version", "settings", "keys", "hints", "repair_paused", "members",
                "counters",
            ],
            status.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, status.GetProperty("keys").GetInt32());
        Assert.True(status.GetProperty("members")[0].GetProperty("alive").GetBoolean());
        Assert.Equal(1, status.GetProperty("counters").GetProperty("writes_coordinated").GetInt64());
    }

    [Fact]
    public async Task Metrics_Node_IsPrometheusText()
    {
        var response = await _http.GetAsync("metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("dynamolab_members_alive{node=\"n1\"} 1\n", await response.Content.ReadAsStringAsync());
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();

    private Task<HttpResponseMessage> PutAsync(string path, string value, string? context = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(value)),
        };
        if (context is not null)
        {
            request.Headers.Add(ContextHeader, context);
        }

        return _http.SendAsync(request);
    }
}
