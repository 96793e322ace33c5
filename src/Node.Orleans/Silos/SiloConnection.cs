using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;

namespace DynamoLab.Node.Orleans.Silos;

/// <summary>
/// A connection to the node of another silo: calls of its <see cref="IPeerService"/>, one at a time, so that their
/// order is kept; what gathers meanwhile goes with the next. The first call that fails is its end.
/// </summary>
internal sealed class SiloConnection(CallingSide side, SiloNetwork network) : IPeerConnection
{
    private readonly Guid _name = Guid.NewGuid();
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IPeerService? _peer;

    public async Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation)
    {
        _peer = await network.FindAsync(address).WaitAsync(cancellation)
            ?? throw new IOException($"no silo of {address} is in the membership table");
        Message next = side.Hello;
        while (true)
        {
            var step = side.Take(await GreetAsync(next, cancellation));
            if (side.Welcome is { } welcome)
            {
                return welcome;
            }

            next = step.Send ?? throw new IOException(step.Error);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        var reason = "";
        try
        {
            reason = await _peer!.TakeAsync(_name, frames);
        }
        catch (Exception e)
        {
            // Whatever a silo throws, and it throws much: the call did not go through.
            reason = SiloNetwork.FirstLine(e);
        }

        if (reason.Length > 0)
        {
            _end.TrySetResult(reason);
            throw new IOException(reason);
        }
    }

    public Task<string> WaitForEndAsync(CancellationToken cancellation) => _end.Task.WaitAsync(cancellation);

    public void Dispose() => _end.TrySetResult("the connection was closed");

    private async Task<Message> GreetAsync(Message message, CancellationToken cancellation)
    {
        try
        {
            var answer = await _peer!.GreetAsync(_name, PeerService.FrameOf(message)).WaitAsync(cancellation);
            return Read(answer) ?? throw new IOException("what answers there is no node");
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
        {
            throw new IOException(SiloNetwork.FirstLine(e), e);
        }
    }

    private static Message? Read(ReadOnlySpan<byte> bytes) =>
        FrameCodec.TryRead(ref bytes, out var frame) == FrameResult.Complete ? frame.Message : null;
}
