using Orleans.Services;

namespace DynamoLab.Node.Orleans.Silos;

/// <summary>What the nodes of other silos call: one per silo, addressed by the silo and never looked up.</summary>
[Alias("DynamoLab.IPeerService")]
internal interface IPeerService : IGrainService
{
    /// <summary>Takes one frame of a handshake, and answers it with one.</summary>
    /// <param name="connection">Drawn by the caller for this connection.</param>
    /// <param name="frame">What it says.</param>
    [Alias("Greet")]
    Task<byte[]> GreetAsync(Guid connection, byte[] frame);

    /// <summary>Takes frames, in the order of the calls.</summary>
    /// <returns>Empty, or why the connection has ended.</returns>
    [Alias("Take")]
    Task<string> TakeAsync(Guid connection, ReadOnlyMemory<byte> frames);
}
