using System.Text;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using Microsoft.AspNetCore.Connections;

namespace DynamoLab.Node.Connections;

/// <summary>
/// Looks at the first byte of a connection without consuming it: no HTTP request starts with one above 0x7F, and the
/// binary protocol's preface does.
/// </summary>
internal sealed class ConnectionSwitch(ConnectionServices services, ConnectionDelegate http)
{
    private const byte AsciiMax = 0x7F;

    /// <summary>How long one of too many connections may take to show what it would be refused in.</summary>
    private const int RefusedMs = 1000;

    public async Task ServeAsync(ConnectionContext connection)
    {
        if (services.Draining.IsCancellationRequested)
        {
            return;
        }

        using var entry = services.Watch.TryOpen(connection.Abort);
        try
        {
            switch (entry is null ? await PeekAsync(connection, RefusedMs) : await PeekAsync(connection, HelloMs))
            {
                case null:
                    break;
                case <= AsciiMax:
                    await (entry?.TryKnowHttp() == true ? http(connection) : RefuseHttpAsync(connection));
                    break;
                case var _ when entry is null:
                    await RefuseAsync(connection);
                    break;
                default:
                    await new FrameConnection(connection, entry!, services).RunAsync();
                    break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // It broke; there is nobody to tell.
        }
    }

    private int HelloMs => services.Connections.HandshakeMsMax;

    private string TooMany => $"more than {services.Connections.ConnectionsMax} connections, "
        + $"{services.Connections.HttpConnectionsMax} of them HTTP";

    private Task RefuseAsync(ConnectionContext connection)
    {
        services.Watch.NoteRefusal("a connection", TooMany);
        FrameCodec.Write(connection.Transport.Output, 0, new Refusal(TooMany));
        return connection.Transport.Output.FlushAsync().AsTask();
    }

    private Task RefuseHttpAsync(ConnectionContext connection)
    {
        services.Watch.NoteRefusal("an HTTP connection", TooMany);
        var body = $"{{\"error\": \"{TooMany}\"}}";
        var answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}";
        return connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(answer)).AsTask();
    }

    /// <summary>The first byte, or null when there is none in time.</summary>
    private async Task<byte?> PeekAsync(ConnectionContext connection, int waitMs)
    {
        var input = connection.Transport.Input;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(waitMs), services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining);
        var read = await input.ReadAsync(either.Token);
        byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
        input.AdvanceTo(read.Buffer.Start);
        return first;
    }
}
