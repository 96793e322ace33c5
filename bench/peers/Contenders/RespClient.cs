namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>The client that Redis and our nodes share: a connection of its own, and one put or get at a time.</summary>
/// <param name="connection">To one server.</param>
/// <param name="samples">What is put and got.</param>
/// <param name="waitsForReplica">Whether a WAIT 1 goes behind each SET: ours waits for W by itself.</param>
internal sealed class RespClient(RespConnection connection, Samples samples, bool waitsForReplica) : IStoreClient
{
    private static readonly byte[] WaitOne = RespConnection.Command("WAIT"u8, "1"u8, "1000"u8);

    public async ValueTask PutAsync(int key)
    {
        var set = RespConnection.Command("SET"u8, samples.Key(key), samples.Value);
        var answer = waitsForReplica
            ? await connection.AskAsync([.. set, .. WaitOne], 2)
            : await connection.AskAsync(set, 1);
        if (waitsForReplica ? answer is ":0" or [not ':', ..] : answer != "+OK")
        {
            throw new IOException($"the put was answered {answer}");
        }
    }

    public async ValueTask GetAsync(int key)
    {
        var answer = await connection.AskAsync(RespConnection.Command("GET"u8, samples.Key(key)), 1);
        if (answer is ['-', ..])
        {
            throw new IOException($"the get was answered {answer}");
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
