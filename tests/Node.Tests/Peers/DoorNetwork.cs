using System.Collections.Concurrent;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Peers;

/// <summary>Carries messages from door to door within the process: a network that uses no port.</summary>
internal sealed class DoorNetwork(ConcurrentDictionary<NodeAddress, PeerDoor> doors, NodeAddress own) : IPeerNetwork
{
    public string Settings => "host=doors";

    public Task StartAsync(PeerDoor door)
    {
        doors[own] = door;
        return Task.CompletedTask;
    }

    public IPeerConnection Connect(CallingSide side) => new Connection(side, doors);

    public ValueTask DisposeAsync()
    {
        doors.TryRemove(own, out _);
        return default;
    }

    private sealed class Connection(CallingSide side, ConcurrentDictionary<NodeAddress, PeerDoor> doors)
        : IPeerConnection
    {
        private readonly Guid _name = Guid.NewGuid();
        private readonly TaskCompletionSource<string> _end = new();
        private NodeAddress _address;

        private PeerDoor Door => doors.GetValueOrDefault(_address) ?? throw new IOException("nobody is there");

        public Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation)
        {
            _address = address;
            for (Message? next = side.Hello; side.Welcome is null;)
            {
                var step = side.Take(Door.Greet(_name, next!));
                next = step.Send;
                if (step.Error.Length > 0)
                {
                    throw new IOException(step.Error);
                }
            }

            return Task.FromResult(side.Welcome);
        }

        public async ValueTask SendAsync(ReadOnlyMemory<byte> frames)
        {
            if (await Door.TakeAsync(_name, frames) is { Length: > 0 } reason)
            {
                _end.TrySetResult(reason);
                throw new IOException(reason);
            }
        }

        public Task<string> WaitForEndAsync(CancellationToken cancellation) => _end.Task.WaitAsync(cancellation);

        public void Dispose() => _end.TrySetResult("closed");
    }
}
