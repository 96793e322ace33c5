namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>One logical client. An operation that fails throws.</summary>
internal interface IStoreClient : IAsyncDisposable
{
    ValueTask PutAsync(int key);

    ValueTask GetAsync(int key);
}
