namespace DynamoLab.Replica;

/// <summary>What a node counts. The metric is named after the member, in snake case.</summary>
public enum NodeCounter
{
    /// <summary>Reads this node coordinated.</summary>
    ReadsCoordinated,

    /// <summary>Writes this node coordinated as a primary or a fallback.</summary>
    WritesCoordinated,

    /// <summary>Writes it coordinated as a fallback, because no primary was to be had.</summary>
    WritesCoordinatedAsFallback,

    /// <summary>Writes it passed on, counted once per node they were passed to.</summary>
    ForwardsSent,

    /// <summary>States it served to coordinators.</summary>
    ReplicaReads,

    /// <summary>States it merged for coordinators, repairs and hints included.</summary>
    ReplicaWrites,

    /// <summary>Times a fallback was asked in place of a primary.</summary>
    StandIns,

    /// <summary>Operations whose quorum was given up before their time was over.</summary>
    EarlyFailures,

    /// <summary>Operations that ended without their quorum.</summary>
    QuorumsUnmet,

    /// <summary>Requests refused because too much was in flight.</summary>
    Overloads,

    /// <summary>Messages refused because the sender stood on another ring version.</summary>
    RingMismatches,

    /// <summary>Hints this node took.</summary>
    HintsStored,

    /// <summary>Hints whose owners acknowledged them.</summary>
    HintsDelivered,

    /// <summary>States sent to replicas that a read found behind.</summary>
    ReadRepairs,

    /// <summary>Exchanges this node opened.</summary>
    ExchangesStarted,

    /// <summary>Exchanges it opened that ended well.</summary>
    ExchangesCompleted,

    /// <summary>Exchanges it opened that failed or made no progress in time.</summary>
    ExchangesTimedOut,

    /// <summary>States it sent or merged in exchanges.</summary>
    StatesExchanged,

    /// <summary>Peers it began to suspect.</summary>
    Suspicions,

    /// <summary>Epochs it opened after its first.</summary>
    EpochsOpened,

    /// <summary>Deleted keys it forgot.</summary>
    TombstonesReaped,

    /// <summary>Keys it handed to their owners and then forgot.</summary>
    KeysHandedOff,

    /// <summary>Times its store failed to make records durable.</summary>
    StoreFailures,

    /// <summary>Keys that a read found damaged on the disk; they are fetched from other replicas.</summary>
    RecordsDamaged,

    /// <summary>Writes of clients and peers refused because the store took none.</summary>
    StoreRefusals,

    /// <summary>States it read from its own store for reads it coordinated.</summary>
    OwnReads,

    /// <summary>Times a hint changed what it holds of a key.</summary>
    KeysHealedByHint,

    /// <summary>Versions it gained from hints.</summary>
    VersionsHealedByHint,

    /// <summary>Times a read repair changed what it holds of a key.</summary>
    KeysHealedByReadRepair,

    /// <summary>Versions it gained from read repairs.</summary>
    VersionsHealedByReadRepair,

    /// <summary>Times a background exchange changed what it holds of a key.</summary>
    KeysHealedByBackgroundExchange,

    /// <summary>Versions it gained from background exchanges.</summary>
    VersionsHealedByBackgroundExchange,

    /// <summary>Times an exchange of a repair round changed what it holds of a key.</summary>
    KeysHealedByRound,

    /// <summary>Versions it gained from exchanges of repair rounds.</summary>
    VersionsHealedByRound,

    /// <summary>Times the siblings of a key became more than <see cref="Core.Limits.SiblingsUnwarnedMax"/>.</summary>
    KeysCrowded,
}
