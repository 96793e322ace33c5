namespace DynamoLab.Bench.Peers.Processes;

/// <summary>The servers of one contender; they end together.</summary>
internal sealed class ServerGroup : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];

    public IReadOnlyList<int> ProcessIds => [.. _servers.Select(server => server.Id)];

    public void Start(string program, string folder, params string[] arguments) =>
        _servers.Add(ServerProcess.Start(program, folder, arguments));

    /// <summary>Waits until they serve; if they never do, none is left behind.</summary>
    public async Task ReadyAsync(Func<Task> serve)
    {
        try
        {
            await serve();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
