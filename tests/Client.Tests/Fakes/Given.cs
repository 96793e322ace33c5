using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests.Fakes;

/// <summary>Clients and messages, as the tests need them again and again.</summary>
internal static class Given
{
    public const int TimeoutMs = 5000;

    public static readonly Key Key = new("k");

    /// <summary>Sticky, so that session 0 goes to the first node first.</summary>
    public static ClientOptions Options(params FakeNode[] nodes) => new()
    {
        Nodes = [.. nodes.Select(n => n.Endpoint)],
        Routing = Routing.Sticky,
        TimeoutMs = TimeoutMs,
    };

    public static Dot Dot(string node, ulong counter) => new(new Actor(new NodeId(node), 1), counter);

    public static CausalContext Context(string node, ulong counter) => CausalContext.Empty.With(Dot(node, counter));

    public static ObjectState State(string node, ulong counter, params byte[] value) =>
        ObjectState.Of(Context(node, counter), new Sibling(Dot(node, counter), value, 1, VersionVector.Empty));

    public static GetResponse Got(FakeNode by, ObjectState? state = null) =>
        new(Outcome.Ok, by.Id, state ?? ObjectState.Empty, new QuorumCount(2, 2, 0), "");

    public static GetResponse GetFailed(FakeNode by, Outcome outcome, string reason = "") =>
        new(outcome, by.Id, ObjectState.Empty, new QuorumCount(2, 1, 0), reason);

    public static WriteResponse Wrote(FakeNode by, ulong counter = 1) => new(
        Outcome.Ok, by.Id, Dot(by.Id.Name, counter), Context(by.Id.Name, counter), new QuorumCount(2, 2, 1),
        [by.Id, new NodeId("other")], false, "");

    public static WriteResponse WriteFailed(FakeNode by, Outcome outcome, bool mayBeApplied) => new(
        outcome, by.Id, default, CausalContext.Empty, new QuorumCount(2, 1, 0), [], mayBeApplied, "as the test said");

    /// <summary>Answers reads and writes with success, and questions for the ring with the one given.</summary>
    public static Func<Message, Message?> Healthy(FakeNode node, RingResponse? ring = null) => request => request switch
    {
        GetRequest => Got(node),
        WriteRequest => Wrote(node),
        RingRequest => ring ?? (Message)new ControlDone(false, 0, "no ring"),
        _ => null,
    };
}
