using System.Buffers;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Connections;

/// <summary>What is said in place of an answer.</summary>
internal static class ReplyRefusals
{
    /// <summary>All that a connection of the binary protocol is told.</summary>
    public static byte[] Binary(string reason)
    {
        var frame = new ArrayBufferWriter<byte>();
        FrameCodec.Write(frame, 0, new Refusal(reason));
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>All that a connection of the Redis protocol is told.</summary>
    public static byte[] Resp(string reason) => Encoding.ASCII.GetBytes($"-ERR {reason}\r\n");

    /// <summary>All that a connection of TLS is told: the alert internal_error (RFC 8446 §6.2).</summary>
    public static byte[] Tls { get; } = [0x15, 3, 3, 0, 2, 2, 80];

    /// <summary>All that an HTTP connection is told.</summary>
    public static byte[] Http(string reason)
    {
        var body = $"{{\"error\": \"{reason}\"}}";
        return Encoding.ASCII.GetBytes(
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>No frame can hold it.</summary>
    public static Message TooLarge(Message response)
    {
        var reason = $"the answer is longer than a frame of {Limits.FrameBytesMax} bytes";
        return response is GetResponse get
            ? new GetResponse(Outcome.StoreFailed, get.Coordinator, ObjectState.Empty, get.Quorum, reason)
            : new ControlDone(false, 0, $"{response.Kind}: {reason}");
    }

    /// <summary>
    /// The node is overloaded, and nobody has looked at the request; null for kinds that are always served.
    /// </summary>
    public static Message? Overloaded(MessageKind request, NodeId node, string reason) => request switch
    {
        MessageKind.GetRequest =>
            new GetResponse(Outcome.Overloaded, node, ObjectState.Empty, new QuorumCount(0, 0, 0), reason),
        MessageKind.WriteRequest => new WriteResponse(
            Outcome.Overloaded, node, default, CausalContext.Empty, new QuorumCount(0, 0, 0), [], false, reason),
        _ => null,
    };
}
