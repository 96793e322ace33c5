using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Resp;

/// <summary>What commands ask of the node.</summary>
internal static class RespRequests
{
    /// <summary>What is wrong with a key or a value; empty where nothing is.</summary>
    public static string WhyRefused(RespCommand command, in RespArguments arguments, RequestLimits limits)
    {
        for (var i = 1; command.Step > 0 && i < arguments.Count; i++)
        {
            var length = arguments[i].Length;
            var isValue = command.Verb is RespVerb.Set or RespVerb.MSet && i % 2 == 0;
            if (isValue && length > limits.ValueBytesMax)
            {
                return $"ERR value has {length} bytes; accepted: at most {limits.ValueBytesMax}";
            }

            if (!isValue && (length == 0 || length > limits.KeyBytesMax))
            {
                return $"ERR key has {length} bytes; accepted: 1 to {limits.KeyBytesMax}";
            }
        }

        return "";
    }

    public static Key KeyOf(RespCommand command, in RespArguments arguments, int part) =>
        new(arguments[1 + (part * command.Step)].ToArray());

    /// <summary>A part of a command. A deletion begins with the question whether there is anything.</summary>
    public static Message Of(RespCommand command, in RespArguments arguments, int part)
    {
        if (command.Verb == RespVerb.Info)
        {
            return new StatusRequest();
        }

        var key = KeyOf(command, arguments, part);
        return command.Verb is RespVerb.Set or RespVerb.MSet
            ? Write(key, arguments[2 + (part * command.Step)].ToArray())
            : new GetRequest(key, 0, 0);
    }

    /// <summary>Covers what its coordinator holds: what comes later replaces what was there.</summary>
    public static WriteRequest Write(Key key, byte[]? value) =>
        new(key, value, CausalContext.Empty, CoversHeld: true, WriteQuorum: 0, TimeoutMs: 0);
}
