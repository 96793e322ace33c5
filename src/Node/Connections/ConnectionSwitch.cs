using Microsoft.AspNetCore.Connections;

namespace DynamoLab.Node.Connections;

/// <summary>
/// Looks at the first byte of a connection without consuming it: no HTTP request starts with one above 0x7F, and the
/// binary protocol's preface does.
/// </summary>
internal sealed class ConnectionSwitch(ConnectionServices services, ConnectionDelegate http)
{
    private const byte AsciiMax = 0x7F;

    public async Task ServeAsync(ConnectionContext connection)
    {
        if (services.Draining.IsCancellationRequested)
        {
            return;
        }

        services.Counters.ConnectionOpened();
        try
        {
            switch (await PeekAsync(connection))
            {
                case null:
                    break;
                case <= AsciiMax:
                    await http(connection);
                    break;
                default:
                    await new FrameConnection(connection, services).RunAsync();
                    break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // It broke; there is nobody to tell.
        }
        finally
        {
            services.Counters.ConnectionClosed();
        }
    }

    /// <summary>The first byte, or null when there is none in time.</summary>
    private async Task<byte?> PeekAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var timeout = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(FrameConnection.HelloTimeoutMs), services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, services.Draining);
        var read = await input.ReadAsync(either.Token);
        byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
        input.AdvanceTo(read.Buffer.Start);
        return first;
    }
}
