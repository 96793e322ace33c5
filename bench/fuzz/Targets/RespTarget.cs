using System.Buffers;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Resp;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Commands of the Redis protocol in a row. Read in one piece and in many they are the same; each is refused with a
/// reason or has requests, whose answers come to one reply.
/// </summary>
internal static class RespTarget
{
    private static readonly GetResponse Found = new(
        Outcome.Ok, default,
        ObjectState.Of(
            CausalContext.Empty,
            new Sibling(new Dot(new Actor(new NodeId("node1"), 1), 1), "milk"u8.ToArray(), 1, VersionVector.Empty)),
        new QuorumCount(1, 1, 0), "");

    private static readonly WriteResponse Written = new(
        Outcome.Ok, default, default, CausalContext.Empty, new QuorumCount(1, 1, 0), [], false, "");

    public static FuzzTarget Make() => new(
        "resp",
        [
            .. Text.Words(
                Command("PING"), Command("SET", "cart", "milk") + Command("GET", "cart"), "*0\r\n" + Command("QUIT"),
                Command("MSET", "a", "1", "b", "\r\n"), Command("MGET", "a", "b", "a"), Command("DEL", "a", "b"),
                Command("EXISTS", "a"), Command("HELLO", "3", "AUTH", "default", "x", "SETNAME", "y"),
                Command("CONFIG", "GET", "save"), Command("CLIENT", "SETINFO", "a", "b"), Command("COMMAND")),
        ],
        Parse)
    {
        Words = Text.Words("\r\n", "*1\r\n", "$4\r\n", "$0\r\n\r\n", "*8193", "$1048576", "-1", "GET", "MGET", "HELLO"),
        Share = 300,
    };

    private static Verdict Parse(byte[] bytes)
    {
        var (whole, pieces) = (new RespReader(), new RespReader());
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            var result = whole.TryRead(rest);
            Judge.Require(result == InPieces(pieces, rest), "in pieces it is something else");
            if (result != FrameResult.Complete)
            {
                Judge.Require(result == FrameResult.Incomplete || whole.Error.Length > 0, "there is no reason");
                return Verdict.Rejected;
            }

            Judge.Require((whole.Count, whole.Bytes) == (pieces.Count, pieces.Bytes), "in pieces it is something else");
            Answer(whole.In(rest));
            rest = rest[whole.Bytes..];
            whole.Next();
            pieces.Next();
        }

        return Verdict.Accepted;
    }

    private static FrameResult InPieces(RespReader reader, ReadOnlySpan<byte> bytes)
    {
        for (var end = 1; end < bytes.Length; end += 1 + (end / 8))
        {
            if (reader.TryRead(bytes[..end]) is var result && result != FrameResult.Incomplete)
            {
                return result;
            }
        }

        return reader.TryRead(bytes);
    }

    private static void Answer(in RespArguments arguments)
    {
        if (arguments.Count == 0
            || RespCommand.Find(arguments[0]) is not { } command
            || command.WhyRefused(arguments.Count).Length > 0)
        {
            return;
        }

        // Rented, or the judge would count it as the node's.
        var reply = new PooledBuffer();
        if (command is { IsRequest: true, Step: > 0 })
        {
            Ask(command, arguments, reply);
        }
        else if (!command.IsRequest)
        {
            new RespSession(HttpTarget.Services, 1).Answer(command, arguments, reply);
        }

        Judge.Require(
            command.Verb == RespVerb.Info || reply.Written.Span.EndsWith("\r\n"u8),
            $"no reply: {Encoding.Latin1.GetString(reply.Written.Span)}");
        reply.Release();
    }

    private static void Ask(RespCommand command, in RespArguments arguments, PooledBuffer reply)
    {
        if (RespRequests.WhyRefused(command, arguments, HttpTarget.Services.Limits) is { Length: > 0 } error)
        {
            new RespWriter(reply, isVersion3: false).Error(error);
            return;
        }

        var output = new FrameOutput(new HostCounters(), static () => { });
        output.Open(bytes =>
        {
            reply.Write(bytes.Span);
            return default;
        });
        var replies = new RespReplies(output);
        var parts = command.PartsOf(arguments.Count);
        var number = replies.Open(command, parts);
        for (var part = 0; part < parts; part++)
        {
            var isWrite = RespRequests.Of(command, arguments, part) is WriteRequest;
            replies.Take(number, part, isWrite ? Written : Found);
        }

        if (command.Verb == RespVerb.Del)
        {
            replies.Release(number);
        }

        output.Flush();
    }

    private static string Command(params string[] arguments) =>
        $"*{arguments.Length}\r\n" + string.Concat(arguments.Select(a => $"${a.Length}\r\n{a}\r\n"));
}
