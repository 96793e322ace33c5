using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Versions;

namespace DynamoLab.Node.Resp;

/// <summary>A command, and what is known of its answer.</summary>
/// <param name="command">Which one.</param>
/// <param name="parts">The requests it is made of.</param>
internal struct RespSlot(RespCommand command, int parts)
{
    /// <summary>What an answer takes beside its value, about.</summary>
    private const int OverheadBytes = 128;

    private static readonly byte[] Nothing = [];

    // The values that were read, by request; of a command with one request, the one.
    private readonly byte[]?[]? _values = parts > 1 ? new byte[]?[parts] : null;
    private byte[]? _value;
    private string? _error;
    private int _valueBytes;

    /// <summary>What it waits for; a deletion also for whoever finds out what is to be deleted.</summary>
    public int Missing { get; set; } = parts + (command.Verb == RespVerb.Del ? 1 : 0);

    /// <summary>Keys that were deleted or that exist.</summary>
    public int Count { get; set; }

    /// <summary>About the bytes that it holds.</summary>
    public long Bytes { get; private set; }

    public void Take(int part, Message response)
    {
        Missing--;
        Bytes += OverheadBytes;
        switch (response)
        {
            case GetResponse { Outcome: Outcome.Ok } get:
                Set(part, LastWriterWins.LatestOf(get.State.Siblings)?.Value);
                break;
            case StatusResponse status:
                Set(part, RespInfo.Of(status));
                break;
            case WriteResponse { Outcome: Outcome.Ok }:
                break;
            default:
                _error ??= RespErrors.Of(response);
                break;
        }
    }

    /// <summary>The requests that found a value, or none where one of them failed.</summary>
    public readonly IReadOnlyList<int> Found()
    {
        var (values, single) = (_values, _value);
        return _error is not null ? []
            : values is null ? (single is null ? [] : [0])
            : [.. Enumerable.Range(0, values.Length).Where(part => values[part] is not null)];
    }

    public readonly void WriteTo(in RespWriter writer)
    {
        if (_error is not null)
        {
            writer.Error(_error);
            return;
        }

        switch (command.Verb)
        {
            case RespVerb.Set or RespVerb.MSet:
                writer.Status("OK"u8);
                break;
            case RespVerb.Exists or RespVerb.Del:
                writer.Integer(Count);
                break;
            case RespVerb.MGet:
                writer.Array(parts);
                foreach (var value in _values ?? [_value])
                {
                    writer.BulkOrNull(value);
                }

                break;
            default:
                writer.BulkOrNull(_value);
                break;
        }
    }

    private void Set(int part, byte[]? value)
    {
        if (value is null)
        {
            return;
        }

        if (command.Verb is RespVerb.Exists or RespVerb.Del)
        {
            Count += command.Verb == RespVerb.Exists ? 1 : 0;
            value = Nothing;
        }

        _valueBytes += value.Length;
        if (_valueBytes > Limits.RespReplyBytesMax)
        {
            _error ??= $"ERR the values have more than {Limits.RespReplyBytesMax} bytes together";
            return;
        }

        Bytes += value.Length;
        if (_values is null)
        {
            _value = value;
        }
        else
        {
            _values[part] = value;
        }
    }
}
