using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>The decoder of each message kind.</summary>
internal static class MessageReaders
{
    private static readonly Reader?[] ByKind = Build();

    private delegate Message Reader(ref WireReader reader);

    /// <summary>Reads the body of a message; null when the kind is unknown or the body malformed.</summary>
    public static Message? Read(MessageKind kind, ReadOnlySpan<byte> body)
    {
        if (ByKind[(byte)kind] is not { } read)
        {
            return null;
        }

        var reader = new WireReader(body);
        var message = read(ref reader);
        return reader.IsComplete ? message : null;
    }

    private static Reader?[] Build()
    {
        var readers = new Reader?[256];
        readers[(byte)MessageKind.Hello] = static (ref r) => Hello.ReadFrom(ref r);
        readers[(byte)MessageKind.Welcome] = static (ref r) => Welcome.ReadFrom(ref r);
        readers[(byte)MessageKind.Refusal] = static (ref r) => Refusal.ReadFrom(ref r);
        readers[(byte)MessageKind.Challenge] = static (ref r) => Challenge.ReadFrom(ref r);
        readers[(byte)MessageKind.Proof] = static (ref r) => Proof.ReadFrom(ref r);
        readers[(byte)MessageKind.Admission] = static (ref r) => Admission.ReadFrom(ref r);
        readers[(byte)MessageKind.GetRequest] = static (ref r) => GetRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.GetResponse] = static (ref r) => GetResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.WriteRequest] = static (ref r) => WriteRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.WriteResponse] = static (ref r) => WriteResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.RingRequest] = static (ref r) => RingRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.RingResponse] = static (ref r) => RingResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.ForwardRequest] = static (ref r) => ForwardRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.ForwardReply] = static (ref r) => ForwardReply.ReadFrom(ref r);
        readers[(byte)MessageKind.ReplicateRequest] = static (ref r) => ReplicateRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.ReplicateReply] = static (ref r) => ReplicateReply.ReadFrom(ref r);
        readers[(byte)MessageKind.ReadRequest] = static (ref r) => ReadRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.ReadReply] = static (ref r) => ReadReply.ReadFrom(ref r);
        readers[(byte)MessageKind.Ping] = static (ref r) => Ping.ReadFrom(ref r);
        readers[(byte)MessageKind.Pong] = static (ref r) => Pong.ReadFrom(ref r);
        readers[(byte)MessageKind.GossipDigest] = static (ref r) => GossipDigest.ReadFrom(ref r);
        readers[(byte)MessageKind.GossipMembers] = static (ref r) => GossipMembers.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangeOpen] = static (ref r) => ExchangeOpen.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangeBranches] = static (ref r) => ExchangeBranches.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangeLeaves] = static (ref r) => ExchangeLeaves.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangeKeys] = static (ref r) => ExchangeKeys.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangePush] = static (ref r) => ExchangePush.ReadFrom(ref r);
        readers[(byte)MessageKind.ExchangePull] = static (ref r) => ExchangePull.ReadFrom(ref r);
        readers[(byte)MessageKind.ReapPrepare] = static (ref r) => ReapPrepare.ReadFrom(ref r);
        readers[(byte)MessageKind.ReapBarrier] = static (ref r) => ReapBarrier.ReadFrom(ref r);
        readers[(byte)MessageKind.ReapVote] = static (ref r) => ReapVote.ReadFrom(ref r);
        readers[(byte)MessageKind.ReapCommit] = static (ref r) => ReapCommit.ReadFrom(ref r);
        readers[(byte)MessageKind.StatusRequest] = static (ref r) => StatusRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.StatusResponse] = static (ref r) => StatusResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.SetNetworkRules] = static (ref r) => SetNetworkRules.ReadFrom(ref r);
        readers[(byte)MessageKind.ControlDone] = static (ref r) => ControlDone.ReadFrom(ref r);
        readers[(byte)MessageKind.RepairPause] = static (ref r) => RepairPause.ReadFrom(ref r);
        readers[(byte)MessageKind.RepairRound] = static (ref r) => RepairRound.ReadFrom(ref r);
        readers[(byte)MessageKind.RepairRoundDone] = static (ref r) => RepairRoundDone.ReadFrom(ref r);
        readers[(byte)MessageKind.StatesRequest] = static (ref r) => StatesRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.StatesResponse] = static (ref r) => StatesResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.DigestsRequest] = static (ref r) => DigestsRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.DigestsResponse] = static (ref r) => DigestsResponse.ReadFrom(ref r);
        readers[(byte)MessageKind.SetDiskRules] = static (ref r) => SetDiskRules.ReadFrom(ref r);
        readers[(byte)MessageKind.DelayStamp] = static (ref r) => DelayStamp.ReadFrom(ref r);
        readers[(byte)MessageKind.DelaysRequest] = static (ref r) => DelaysRequest.ReadFrom(ref r);
        readers[(byte)MessageKind.DelaysResponse] = static (ref r) => DelaysResponse.ReadFrom(ref r);
        return readers;
    }
}
