using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client;

/// <summary>
/// One logical client: a random stream of its own, and its own node when routing is sticky. One operation at a time.
/// </summary>
public sealed class ClientSession
{
    public ValueTask<GetResult> GetAsync(Key key, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<WriteResult> PutAsync(
        Key key, byte[] value, CausalContext context, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<WriteResult> DeleteAsync(
        Key key, CausalContext? context = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
