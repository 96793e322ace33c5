namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>Three replicas that serve.</summary>
internal interface IRunningStore : IAsyncDisposable
{
    /// <summary>The processes that serve; their processor time is what an operation costs.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>A client that does one operation after the other.</summary>
    Task<IStoreClient> ConnectAsync(int index);
}
