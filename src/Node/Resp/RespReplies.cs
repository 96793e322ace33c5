using DynamoLab.Core.Messages;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Resp;

/// <summary>
/// The commands of one connection that are not answered, in their order. Requests end in any order; what a command came
/// to is kept until all before it have been answered.
/// </summary>
internal sealed class RespReplies(FrameOutput output)
{
    private const int SlotsMin = 16;

    private readonly Lock _lock = new();
    private readonly PooledBuffer _encoded = new();
    private RespSlot[] _slots = new RespSlot[SlotsMin];
    private ulong _first;
    private ulong _next;
    private long _heldBytes;

    public bool IsVersion3 { get; set; }

    /// <summary>About the bytes of answers that wait for others.</summary>
    public long HeldBytes => Interlocked.Read(ref _heldBytes);

    /// <summary>Takes a command in, whose requests are so many; returns its number.</summary>
    public ulong Open(RespCommand command, int parts)
    {
        lock (_lock)
        {
            if (_next - _first == (ulong)_slots.Length)
            {
                Grow();
            }

            At(_next) = new RespSlot(command, parts);
            return _next++;
        }
    }

    /// <summary>Takes the answer to one of a command's requests.</summary>
    public AppendResult Take(ulong command, int part, Message response)
    {
        lock (_lock)
        {
            ref var slot = ref At(command);
            var before = slot.Bytes;
            slot.Take(part, response);
            _heldBytes += slot.Bytes - before;
            return Encode();
        }
    }

    /// <summary>Has the command wait for one more request, which deletes a key that there is.</summary>
    public void ExpectDelete(ulong command)
    {
        lock (_lock)
        {
            ref var slot = ref At(command);
            slot.Missing++;
            slot.Count++;
        }
    }

    /// <summary>The requests that found a value, or none where one of them failed.</summary>
    public IReadOnlyList<int> Found(ulong command)
    {
        lock (_lock)
        {
            return At(command).Found();
        }
    }

    /// <summary>What a command waited for beside its answers has happened.</summary>
    public void Release(ulong command)
    {
        lock (_lock)
        {
            At(command).Missing--;
            Encode();
        }
    }

    private ref RespSlot At(ulong command) => ref _slots[command & (ulong)(_slots.Length - 1)];

    private void Grow()
    {
        var grown = new RespSlot[_slots.Length * 2];
        for (var command = _first; command < _next; command++)
        {
            grown[command & (ulong)(grown.Length - 1)] = At(command);
        }

        _slots = grown;
    }

    /// <summary>Hands on every reply that waits for no other.</summary>
    private AppendResult Encode()
    {
        if (_first == _next || At(_first).Missing > 0)
        {
            return AppendResult.Appended;
        }

        for (; _first < _next && At(_first).Missing == 0; _first++)
        {
            ref var slot = ref At(_first);
            _heldBytes -= slot.Bytes;
            slot.WriteTo(new RespWriter(_encoded, IsVersion3));
            slot = default;
        }

        var result = output.Append(_encoded.Written.Span);
        _encoded.Release();
        return result;
    }
}
