using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Connections;

/// <summary>Refuses keys and values above what this node is configured to accept, before the node sees them.</summary>
internal sealed class RequestLimits(HostOptions options)
{
    public int KeyBytesMax => options.KeyBytesMax;

    public int ValueBytesMax => options.ValueBytesMax;

    /// <summary>The response that refuses the request, or null.</summary>
    public Message? Refusal(Message request)
    {
        var node = options.Node.Id;
        return request switch
        {
            GetRequest get when Violation(get.Key, null) is { Length: > 0 } reason =>
                new GetResponse(Outcome.Invalid, node, ObjectState.Empty, new QuorumCount(0, 0, 0), reason),
            WriteRequest write when Violation(write.Key, write.Value) is { Length: > 0 } reason =>
                new WriteResponse(
                    Outcome.Invalid, node, default, CausalContext.Empty, new QuorumCount(0, 0, 0), [], false, reason),
            _ => null,
        };
    }

    /// <summary>What is too long, or nothing.</summary>
    public string Violation(Key key, byte[]? value)
    {
        if (key.Bytes.Length > KeyBytesMax)
        {
            return $"key has {key.Bytes.Length} bytes; accepted: at most {KeyBytesMax}";
        }

        return value?.Length > ValueBytesMax
            ? $"value has {value.Length} bytes; accepted: at most {ValueBytesMax}"
            : "";
    }
}
