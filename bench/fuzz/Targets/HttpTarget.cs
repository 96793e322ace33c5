using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Http;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;
using DynamoLab.Replica;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// An HTTP request once Kestrel has taken it apart: method, target, context header and body. A case is the lines
/// "method target" and "context", and behind them the body.
/// </summary>
internal static class HttpTarget
{
    private static readonly string Context = ContextHeader.Format(CausalContext.Empty.With(Dot(1)));

    private static readonly ObjectState Siblings = ObjectState.Of(
        CausalContext.Empty, Sibling(1, "one"u8.ToArray()), Sibling(2, null), Sibling(3, [0xFF]));

    /// <summary>Of a node that answers everything at once.</summary>
    public static ConnectionServices Services { get; } = MakeServices();

    private static readonly HttpFront Front = new(Services);

    public static FuzzTarget Make() => new(
        "http",
        [
            .. Text.Words(
                "GET /kv/a%2Fb?r=2\n\n", $"PUT /kv/cart?w=1\n{Context}\nmilk", "DELETE /kv/%ff%00\n\n",
                "GET /ring?key=cart\n\n", "GET http://host:1/status\n\n", "HEAD /metrics\n\n",
                $"DELETE /kv/x\n{Context}\n"),
        ],
        Parse)
    {
        Words = Text.Words(
            "/kv/", "/status", "/ring", "/metrics", "?key=", "?r=", "&w=", "%", "%2F", "..", "//", "http://", "HEAD ",
            Context),
        AllocationBase = 256 * 1024,
        Share = 200,
    };

    private static Verdict Parse(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n', 3);
        var words = lines[0].Split(' ', 2);
        var context = new DefaultHttpContext();
        context.Request.Method = words[0];
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = words.Length > 1 ? words[1] : "";
        context.Request.Headers[ContextHeader.Name] = lines.Length > 1 ? lines[1] : "";
        context.Request.Body = new MemoryStream(lines.Length > 2 ? Encoding.Latin1.GetBytes(lines[2]) : []);
        var answer = new MemoryStream();
        context.Response.Body = answer;
        Front.ProcessRequestAsync(context).GetAwaiter().GetResult();

        var isError = context.Response.StatusCode >= 400;
        if (isError && !HttpMethods.IsHead(words[0]))
        {
            var text = Encoding.UTF8.GetString(answer.ToArray());
            Judge.Require(text.Contains("\"error\": \"", StringComparison.Ordinal), $"no reason in {text}");
        }

        return isError ? Verdict.Rejected : Verdict.Accepted;
    }

    private static ConnectionServices MakeServices()
    {
        var options = new HostOptions
        {
            Seed = 1,
            Node = new NodeOptions
            {
                Id = new NodeId("node1"),
                Address = new NodeAddress("127.0.0.1", 1),
                Incarnation = 1,
            },
            ValueBytesMax = 1000,
        };
        var (log, counters) = (new NodeLog(TextWriter.Null, TimeProvider.System), new HostCounters());
        var (inbox, lag) = (new NodeInbox(), new LagProbe(TimeProvider.System, null));
        var services = new ConnectionServices
        {
            Self = options.Node,
            Inbox = inbox,
            Reactor = null,
            Lag = lag,
            NextRound = new NextRound(lag, inbox),
            Sinks = new ReplySinks(),
            Limits = new RequestLimits(options),
            Connections = options.Connections,
            RequestBytes = new RequestBytes(options.Connections.RequestBytesInFlightOfAllMax),
            Watch = new ConnectionWatch(options.Connections, counters, log, TimeProvider.System),
            Secret = null,
            Tls = null,
            Overload = new OverloadGuard(options.Connections, () => 0, () => 0),
            Counters = counters,
            Log = log,
            Time = TimeProvider.System,
            Draining = CancellationToken.None,
            Stopping = CancellationToken.None,
            DrainTimeoutMs = 1,
        };
        var turn = new Lock();
        services.Inbox.Deliver = () =>
        {
            lock (turn)
            {
                Answer(services);
            }
        };
        return services;
    }

    private static void Answer(ConnectionServices services)
    {
        while (services.Inbox.TryTake(out var asked))
        {
            services.Sinks.Find(asked.ReplyTo.Connection)?.Reply(1, AnswerTo(asked.Message!));
            services.Inbox.Requests.End();
        }
    }

    private static Message AnswerTo(Message request) => request switch
    {
        GetRequest get => new GetResponse(Outcome.Ok, default, Siblings, new QuorumCount(get.ReadQuorum, 1, 0), ""),
        WriteRequest write => new WriteResponse(
            write.WriteQuorum > 3 ? Outcome.Invalid : Outcome.Ok, default, Dot(1), write.Context,
            new QuorumCount(1, 1, 0), [], true, "W is above N"),
        RingRequest => new RingResponse(1, Placement.FixedPartitions, 1, 8, [Member]),
        _ => new StatusResponse(
            Member.Node, 1, 1, 1, "", 1, 0, false, [new MemberView(Member, true)], [new Counter("reads", 1)]),
    };

    private static Member Member { get; } = new(new NodeId("node1"), "127.0.0.1", 1, 1, MemberStatus.Joined);

    private static Dot Dot(ulong counter) => new(new Actor(new NodeId("node1"), 1), counter);

    private static Sibling Sibling(ulong counter, byte[]? value) => new(Dot(counter), value, 1, VersionVector.Empty);
}
