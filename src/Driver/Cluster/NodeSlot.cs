using DynamoLab.Client;
using DynamoLab.Core;

namespace DynamoLab.Driver.Cluster;

/// <summary>One node's place in a running cluster: it stays while processes and connections come and go.</summary>
internal sealed class NodeSlot(ClusterNode node) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private ControlConnection? _control;
    private volatile ClusterNode _node = node;

    public ClusterNode Node
    {
        get => _node;
        set => _node = value;
    }

    public NodeId Id => _node.Id;

    /// <summary>The process, when this program started it.</summary>
    public NodeProcess? Process { get; set; }

    /// <summary>The command line to start it again with, when this program did not start it.</summary>
    public ForeignLaunch? Foreign { get; set; }

    /// <summary>The one control connection, opened when first needed.</summary>
    /// <exception cref="NodeConnectionException">It cannot be opened.</exception>
    public async Task<ControlConnection> ControlAsync(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            return _control ??= await Patience.WithinAsync(
                Patience.Short, limit => ControlConnection.OpenAsync(_node.Endpoint, limit), cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Closes the connection, if it is still this one: the next caller opens another.</summary>
    public async Task DropControlAsync(ControlConnection? broken)
    {
        var current = Interlocked.CompareExchange(ref _control, null, broken);
        if (current is not null && ReferenceEquals(current, broken))
        {
            await current.DisposeAsync();
        }
    }

    public Task DropControlAsync() => DropControlAsync(_control);

    public async ValueTask DisposeAsync()
    {
        await DropControlAsync();
        Process?.Dispose();
        _opening.Dispose();
    }
}
