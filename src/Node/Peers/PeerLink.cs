using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>
/// The one-way connection to another node. It opens when there is something to say, opens again after a growing pause
/// when it broke, and tells the node each time that what was on it may be lost. The loop appends and flushes; the rest
/// runs in a task of the link's own.
/// </summary>
internal sealed class PeerLink : IAsyncDisposable
{
    /// <summary>How long connecting and the answer to the first frame may take together.</summary>
    public const int OpenTimeoutMs = 3000;

    /// <summary>The first pause after a failure; it doubles up to <see cref="PauseMsMax"/>.</summary>
    public const int PauseMsMin = 50;

    public const int PauseMsMax = 1000;

    private readonly PeerLinkSetup _setup;
    private readonly FrameOutput _output;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly Task _run;
    private volatile IPeerConnection? _connection;
    private volatile string? _expected;
    private ulong _welcomedIncarnation;

    public PeerLink(PeerLinkSetup setup, NodeAddress address)
    {
        _setup = setup;
        Address = address;
        _output = new FrameOutput(setup.Counters, () => _connection?.Dispose());
        _run = RunAsync();
    }

    public NodeAddress Address { get; }

    /// <summary>True while frames are queued that <see cref="Flush"/> has not sent. The loop's.</summary>
    public bool IsTouched { get; set; }

    public bool HasEnded => _run.IsCompleted;

    /// <summary>
    /// Which node must answer at the address: messages for one must not reach another that has its port.
    /// </summary>
    public void Expect(NodeId peer) => _expected = peer.Name;

    /// <summary>True when it leads to an earlier life of the member.</summary>
    public bool IsOlderThan(Member member) =>
        Volatile.Read(ref _welcomedIncarnation) is var welcomed && welcomed != 0 && welcomed < member.Incarnation;

    /// <summary>False, and counted, when the message is lost.</summary>
    public bool TryAppend(Message message)
    {
        var result = _output.Append(0, message);
        if (result == AppendResult.TooLarge)
        {
            _setup.Log.MessageTooLarge(message.Kind, Address);
        }

        return result == AppendResult.Appended;
    }

    public void Flush()
    {
        if (_output.IsOpen)
        {
            _output.Flush();
        }

        // Looked at again, as the connection may have broken in between; a needless wake-up does no harm.
        if (!_output.IsOpen && _output.HasPending && _wanted.CurrentCount == 0)
        {
            _wanted.Release();
        }
    }

    /// <summary>Ends the link without a word to the node: another one has taken its place.</summary>
    public void Retire() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _wanted.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(_stop.Token);
                if (failures > 0)
                {
                    await Task.Delay(PauseAfter(failures), _setup.Time, _stop.Token);
                }

                var (wasUp, reason) = await ServeAsync();
                failures = wasUp ? 1 : failures + 1;
                await ReportAsync(failures, reason);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _output.Close();
        }
    }

    private static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(PauseMsMin << Math.Min(failures - 1, 10), PauseMsMax));

    /// <summary>One connection from its opening to its end: whether it was up, and why it ended.</summary>
    private async Task<(bool WasUp, string Reason)> ServeAsync()
    {
        var wasUp = false;
        using var connection = _setup.Network.Connect(_setup.NextCall());
        try
        {
            _connection = connection;
            using (var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(OpenTimeoutMs), _setup.Time))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token))
            {
                var welcome = await connection.OpenAsync(Address, either.Token);
                if (_expected is { } expected && welcome.Node.Name != expected)
                {
                    return (false, $"{welcome.Node} answers there, not {expected}");
                }

                Volatile.Write(ref _welcomedIncarnation, welcome.Incarnation);
                _expected ??= welcome.Node.Name;
            }

            wasUp = true;
            _setup.Log.LinkUp(new NodeId(_expected!), Address);
            _output.Open(connection.SendAsync);
            _output.Flush();
            return (true, await connection.WaitForEndAsync(_stop.Token));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException
            or AuthenticationException
            || (e is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return (wasUp, e is OperationCanceledException ? $"no answer in {OpenTimeoutMs} ms" : e.Message);
        }
        finally
        {
            _output.Close();
            _connection = null;
        }
    }

    private async Task ReportAsync(int failures, string reason)
    {
        _setup.Counters.LinkFailure();
        var peer = new NodeId(_expected ?? "");
        if (failures == 1)
        {
            _setup.Log.LinkDown(peer, Address, reason);
        }

        if (!peer.IsNone)
        {
            await _setup.Inbox.PostAsync(NodeEvent.LinkDown(peer), _stop.Token);
            _setup.Inbox.Deliver();
        }
    }
}
