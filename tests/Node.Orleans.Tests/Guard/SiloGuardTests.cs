using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Node.Orleans.Guard;
using DynamoLab.Node.Tests;
using DynamoLab.Trust;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using static Orleans.Configuration.SiloConnectionOptions;

namespace DynamoLab.Node.Orleans.Tests.Guard;

/// <summary>Two silos connect as Orleans has them do it: what has to be true before it hears a byte.</summary>
public sealed class SiloGuardTests : IDisposable
{
    private static readonly byte[] Preamble = "what Orleans says first"u8.ToArray();

    private readonly Certificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("", false)]
    [InlineData("s", false)]
    [InlineData("", true)]
    [InlineData("s", true)]
    public async Task Connection_OfTwoOfACluster_IsHeard(string secret, bool isTls)
    {
        var tls = isTls ? Tls() : null;

        Assert.Equal(Preamble, await ConnectAsync(Guard("n1", secret, tls), Guard("n2", secret, tls)));
    }

    [Theory]
    [InlineData("s", "x")]
    [InlineData("", "s")]
    public async Task Connection_WithoutTheSecret_IsNotHeard(string caller, string called) =>
        Assert.Null(await ConnectAsync(Guard("n1", caller, null), Guard("n2", called, null)));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Connection_WithTlsOnOneSideOnly_IsNotHeard(bool isCallers, bool isCalleds) =>
        Assert.Null(await ConnectAsync(
            Guard("n1", "s", isCallers ? Tls() : null), Guard("n2", "s", isCalleds ? Tls() : null)));

    private static SiloGuard Guard(string node, string letter, ClusterTls? tls)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(letter, ClusterSecret.LengthMin)));
        var secret = ClusterSecret.TryParse(text, out var parsed) ? parsed : null;
        return new SiloGuard(new NodeId(node), 1, secret, tls);
    }

    private ClusterTls Tls()
    {
        var (certificate, key) = _certificates.PemOf("127.0.0.1");
        return ClusterTls.OfCaller(_certificates.AuthorityPem)!.WithCertificate(certificate, key)!;
    }

    /// <summary>What the called silo's Orleans hears; null where the guard lets nothing through.</summary>
    private static async Task<byte[]?> ConnectAsync(SiloGuard caller, SiloGuard called)
    {
        var (there, here) = (new Pipe(), new Pipe());
        byte[]? heard = null;
        var toCaller = new Duplex(there.Reader, here.Writer);
        var answering = RunAsync(called, isCalled: true, toCaller, async transport =>
        {
            var read = await transport.Input.ReadAtLeastAsync(Preamble.Length);
            heard = read.IsCanceled || read.Buffer.IsEmpty ? null : [.. read.Buffer.ToArray().Take(Preamble.Length)];
        });
        var calling = RunAsync(caller, isCalled: false, new Duplex(here.Reader, there.Writer), async transport =>
            await transport.Output.WriteAsync(Preamble));
        await Task.WhenAll(answering, calling);
        return heard is not null && heard.SequenceEqual(Preamble) ? heard : null;
    }

    /// <summary>One side: the guard, Orleans behind it, and the end of the connection after both.</summary>
    private static async Task RunAsync(
        SiloGuard guard, bool isCalled, Duplex transport, Func<IDuplexPipe, Task> orleans)
    {
        var options = new SiloConnectionOptions();
        guard.Apply(options);
        var builder = new ConnectionBuilder(new ServiceCollection().BuildServiceProvider());
        if (isCalled)
        {
            ((ISiloConnectionBuilderOptions)options).ConfigureSiloInboundBuilder(builder);
        }
        else
        {
            ((ISiloConnectionBuilderOptions)options).ConfigureSiloOutboundBuilder(builder);
        }

        builder.Run(context => orleans(context.Transport));
        await using var connection = new DefaultConnectionContext("test")
        {
            Transport = transport,
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1),
        };
        try
        {
            await builder.Build()(connection);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // Refused.
        }

        await transport.Output.CompleteAsync();
        await transport.Input.CompleteAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
