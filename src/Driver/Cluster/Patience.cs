using DynamoLab.Client;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// Limits to how long a question may wait: a process that hangs keeps its connection, and says nothing.
/// </summary>
internal static class Patience
{
    /// <summary>For a question a node answers from memory.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    /// <summary>For a page of digests or states, and for repair to come to rest.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <exception cref="NodeConnectionException">No answer within the limit.</exception>
    public static async Task<T> WithinAsync<T>(
        TimeSpan limit, Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            return await ask(patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new NodeConnectionException($"no answer within {limit.TotalSeconds:0} s", e);
        }
    }
}
