using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Trust;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace DynamoLab.Node.Orleans.Guard;

/// <summary>
/// What stands before every connection between silos: TLS and the proof of the cluster's secret, each where the cluster
/// has it, as on the nodes' own ports. Orleans itself would serve whoever connects.
/// </summary>
/// <param name="self">The node of this silo.</param>
/// <param name="incarnation">And which of its lives.</param>
/// <param name="secret">Null where the cluster has none.</param>
/// <param name="tls">Null where the cluster does without.</param>
internal sealed class SiloGuard(NodeId self, ulong incarnation, ClusterSecret? secret, ClusterTls? tls)
{
    /// <summary>The longest frame of the handshake.</summary>
    private const int FrameBytesMax = 1024;

    public void Apply(SiloConnectionOptions connections)
    {
        if (secret is not null || tls is not null)
        {
            connections.ConfigureSiloInboundConnection(
                builder => builder.Use(next => context => ServeAsync(context, next, isCalled: true)));
            connections.ConfigureSiloOutboundConnection(
                builder => builder.Use(next => context => ServeAsync(context, next, isCalled: false)));
        }
    }

    private async Task ServeAsync(ConnectionContext context, ConnectionDelegate next, bool isCalled)
    {
        var plain = context.Transport;
        try
        {
            using (var limit = new CancellationTokenSource(Limits.HandshakeMsMax))
            {
                if (tls is not null)
                {
                    var stream = new SslStream(new PipeStream(plain));
                    await (isCalled
                        ? stream.AuthenticateAsServerAsync(tls.AnsweringOptions(), limit.Token)
                        : stream.AuthenticateAsClientAsync(tls.CallingOptions(HostOf(context)), limit.Token));
                    context.Transport = new StreamPipe(PipeReader.Create(stream), PipeWriter.Create(stream));
                }

                if (secret is not null)
                {
                    await (isCalled
                        ? AnswerAsync(context.Transport, limit.Token)
                        : CallAsync(context.Transport, limit.Token));
                }
            }

            await next(context);
        }
        finally
        {
            if (context.Transport != plain)
            {
                await context.Transport.Input.CompleteAsync();
                await context.Transport.Output.CompleteAsync();
                context.Transport = plain;
            }
        }
    }

    private static string HostOf(ConnectionContext context) => ((IPEndPoint)context.RemoteEndPoint!).Address.ToString();

    private async Task CallAsync(IDuplexPipe transport, CancellationToken cancellation)
    {
        var side = new CallingSide(
            new Hello(Role.Peer, self, incarnation, Session: 0), secret, RandomNumberGenerator.GetBytes);
        for (Message? next = side.Hello; side.Welcome is null;)
        {
            await SendAsync(transport, next ?? throw new IOException("the silo does not welcome"), cancellation);
            var step = side.Take(await ReceiveAsync(transport, cancellation));
            next = step.Error.Length == 0 ? step.Send : throw new IOException($"the silo {step.Error}");
        }
    }

    private async Task AnswerAsync(IDuplexPipe transport, CancellationToken cancellation)
    {
        var side = new AnsweringSide(self, incarnation, secret, RandomNumberGenerator.GetBytes);
        while (side.Caller is null)
        {
            var step = side.Take(await ReceiveAsync(transport, cancellation));
            await SendAsync(transport, step.Send ?? new Refusal(step.Error), cancellation);
            if (step.Error.Length > 0)
            {
                throw new IOException($"a caller was refused: {step.Error}");
            }
        }
    }

    private static async Task SendAsync(IDuplexPipe transport, Message message, CancellationToken cancellation)
    {
        FrameCodec.Write(transport.Output, 0, message);
        await transport.Output.FlushAsync(cancellation);
    }

    private static async Task<Message> ReceiveAsync(IDuplexPipe transport, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await transport.Input.ReadAsync(cancellation);
            var result = TryRead(read.Buffer, out var message, out var taken);
            var consumed = read.Buffer.GetPosition(taken);
            transport.Input.AdvanceTo(consumed, message is null ? read.Buffer.End : consumed);
            if (message is not null)
            {
                return message;
            }

            if (result != FrameResult.Incomplete || read.IsCompleted)
            {
                throw new IOException("what came is no handshake");
            }
        }
    }

    private static FrameResult TryRead(ReadOnlySequence<byte> buffer, out Message? message, out long taken)
    {
        ReadOnlySpan<byte> bytes = buffer.Slice(0, Math.Min(buffer.Length, 2 * FrameBytesMax)).ToArray();
        var length = bytes.Length;
        var result = FrameCodec.TryRead(ref bytes, out var frame, FrameBytesMax);
        message = result == FrameResult.Complete ? frame.Message : null;
        taken = message is null ? 0 : length - bytes.Length;
        return result;
    }

    private sealed record StreamPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
