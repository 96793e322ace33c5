using System.Buffers;
using System.Buffers.Binary;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Wire;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node.Connections;
using DynamoLab.Replica;
using DynamoLab.Storage;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Whatever clients and the lab may send, taken to a node: it answers, with something that can be sent, and its
/// invariants hold. Cases are frames in a row.
/// </summary>
internal static class NodeTarget
{
    private const long DayMs = 24 * 3600 * 1000;

    public static FuzzTarget Make()
    {
        var requests = FrameTarget.Samples.Where(sample => RoleOf((MessageKind)sample[5]) is not null).ToList();
        return new FuzzTarget("request", [.. requests, .. requests.Select(r => (byte[])[.. r, .. requests[0]])], Parse)
        {
            Seal = Seal,
            AllocationBase = 4 * 1024 * 1024,

            // The digests of all partitions are asked for in nine bytes, by control connections alone.
            AllocationPerByte = 32 * 1024,
            Share = 15,
        };
    }

    /// <summary>The length of the first frame put right, if the last has been changed too.</summary>
    private static byte[] Seal(byte[] bytes)
    {
        var first = bytes.Length < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return first < bytes.Length / 2 ? bytes : FrameTarget.Seal(bytes);
    }

    private static Verdict Parse(byte[] bytes)
    {
        var node = new LoneNode();
        ReadOnlySpan<byte> rest = bytes;
        while (FrameCodec.TryRead(ref rest, out var frame, RolePolicy.ClientFrameBytesMax) == FrameResult.Complete)
        {
            if (RoleOf(frame.Message.Kind) is not { } role
                || RolePolicy.Violation(role, frame.Correlation, frame.Message.Kind).Length > 0)
            {
                return Verdict.Rejected;
            }

            node.Ask(frame);
        }

        node.Wait(DayMs);
        Judge.Require(node.Unanswered == 0, $"{node.Unanswered} requests were never answered");
        return rest.IsEmpty ? Verdict.Accepted : Verdict.Rejected;
    }

    private static Role? RoleOf(MessageKind kind) => kind switch
    {
        // What the host carries out by itself.
        MessageKind.SetNetworkRules or MessageKind.SetDiskRules or MessageKind.DelaysRequest => null,
        _ when RolePolicy.IsAllowed(Role.Client, kind) => Role.Client,
        _ when RolePolicy.IsAllowed(Role.Control, kind) => Role.Control,
        _ => null,
    };

    /// <summary>A node without others, hosted in memory.</summary>
    private sealed class LoneNode
    {
        private readonly ReplicaNode _node = new(
            new NodeOptions
            {
                Id = new NodeId("node1"),
                Address = new NodeAddress("127.0.0.1", 1),
                Incarnation = 1,
                Ring = new RingOptions(ReplicationFactor: 1),
                ReadQuorum = 1,
                WriteQuorum = 1,
            },
            new MemoryStore(),
            seed: 1);

        private readonly Outbox _outbox = new();
        private readonly ArrayBufferWriter<byte> _sent = new();
        private Instant _now = new(1_700_000_000_000_000);

        public int Unanswered { get; private set; }

        public void Ask(in Frame frame)
        {
            Unanswered++;
            _node.Step(NodeInput.Request(new ReplyTo(1, frame.Correlation), frame.Message), _now, _outbox);
            CarryOut();
        }

        /// <summary>A few ticks up to so much later.</summary>
        public void Wait(long ms)
        {
            var end = _now.PlusMs(ms);
            for (var ticks = 0; ticks < 20 && Unanswered > 0; ticks++)
            {
                _now = Instant.Min(end, _node.NextDeadline);
                _node.Tick(_now, _outbox);
                CarryOut();
            }
        }

        private void CarryOut()
        {
            while (true)
            {
                var wanted = _outbox.PersistThrough;
                foreach (var reply in _outbox.Replies)
                {
                    _sent.ResetWrittenCount();
                    FrameCodec.Write(_sent, reply.To.Correlation, reply.Response);
                    Unanswered--;
                }

                _outbox.Clear();
                if (wanted == 0)
                {
                    return;
                }

                _node.Step(NodeInput.Durable(wanted), _now, _outbox);
            }
        }
    }
}
