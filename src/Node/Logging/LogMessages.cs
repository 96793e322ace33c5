using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Options;
using DynamoLab.Replica;
using DynamoLab.Storage;

namespace DynamoLab.Node.Logging;

/// <summary>Everything a node ever logs, in one place.</summary>
internal static class LogMessages
{
    public static void Starting(this NodeLog log, HostOptions options)
    {
        var node = options.Node;
        log.Info(
            $"{node.Id} starting: pid={Environment.ProcessId} incarnation={node.Incarnation} seed={options.Seed} "
            + $"N={node.Ring.ReplicationFactor} R={node.ReadQuorum} W={node.WriteQuorum} quorum={node.Quorum} "
            + $"placement={node.Ring.Placement} versioning={node.Versioning} detector={node.Detector} "
            + $"durability={node.Durability} data_dir={options.DataPath} "
            + $"join={string.Join(',', node.Seeds)}");
    }

    public static void Listening(this NodeLog log, NodeAddress address) => log.Info($"listening on {address}");

    public static void Registered(this NodeLog log, string path) => log.Info($"registered in {path}");

    public static void Stopping(this NodeLog log, string reason) => log.Info($"stopping: {reason}");

    public static void SecretLeft(this NodeLog log, string path, string reason) =>
        log.Warn($"the cluster's secret, {path}, cannot be removed: {reason}");

    public static void Stopped(this NodeLog log) => log.Info("stopped");

    public static void BadInput(this NodeLog log, string line) => log.Error(line);

    public static void Failed(this NodeLog log, Exception exception) => log.Error($"failed: {exception}");

    public static void LinkUp(this NodeLog log, NodeId peer, NodeAddress address) =>
        log.Info($"link to {peer} at {address} is up");

    public static void LinkDown(this NodeLog log, NodeId peer, NodeAddress address, string reason) =>
        log.Warn($"link to {(peer.IsNone ? "an unknown node" : peer)} at {address} is down: {reason}");

    public static void Refused(this NodeLog log, string who, string reason) =>
        log.Warn($"{who} refused: {reason}");

    public static void RefusedMore(this NodeLog log, long count) =>
        log.Warn($"{count} more connections refused within a second");

    public static void KeyCrowded(this NodeLog log, Key key) =>
        log.Warn(
            $"key '{key}' has more than {Limits.SiblingsUnwarnedMax} siblings: its writers should send the context "
            + "that they have read");

    public static void MessageTooLarge(this NodeLog log, MessageKind kind, NodeAddress address) =>
        log.Error($"{kind} to {address} does not fit a frame and is lost: the key has too many siblings");

    public static void NetworkRulesSet(this NodeLog log, string rules) => log.Info($"network rules: {rules}");

    /// <summary>What the start found in the log; a line more for every kind of loss.</summary>
    public static void Recovered(this NodeLog log, RecoveryReport found, string path)
    {
        log.Info(found.IsNew
            ? $"{path} is new"
            : $"{path}: {found.SegmentsRead} segments read, {found.SegmentsFromHints} taken from hint files, "
                + $"last incarnation {found.Incarnation}, {found.Members.Count} members remembered, "
                + (found.HasProof ? "stopped cleanly" : "not stopped cleanly: epochs of former lives are closed"));
        if (found.BytesCut > 0)
        {
            log.Warn($"torn tail: {found.BytesCut} bytes behind the last whole record were cut off");
        }

        if (found.RecordsQuarantined > 0)
        {
            log.Error(
                $"{found.RecordsQuarantined} damaged records ({found.BytesQuarantined} bytes) are quarantined and not "
                + "served; the other replicas are asked for what was in them");
        }
    }

    public static void DiskRulesSet(this NodeLog log, string rules) => log.Info($"disk rules: {rules}");

    public static void StoreFailed(this NodeLog log, string reason) =>
        log.Error($"the disk refuses, and writes are refused until it takes them again: {reason}");

    public static void StoreResumed(this NodeLog log) => log.Info("the disk takes writes again");

    public static void StoreNotClosed(this NodeLog log, string reason) =>
        log.Warn($"the store was not closed, so the next start takes this for a crash: {reason}");

    public static void FromFramework(this NodeLog log, string framework, string text) =>
        log.Warn($"{framework}: {text}");
}
