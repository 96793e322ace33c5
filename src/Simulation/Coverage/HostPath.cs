namespace DynamoLab.Simulation.Coverage;

/// <summary>What happens between the machine and its surroundings.</summary>
public enum HostPath
{
    /// <summary>A message vanished on a losing link.</summary>
    MessageLost,

    /// <summary>A message was held back by a cut, and delivered when that healed.</summary>
    MessageHeld,

    /// <summary>A message arrived twice.</summary>
    MessageDuplicated,

    /// <summary>A frame of an older session was dropped.</summary>
    OldSessionDropped,

    /// <summary>A message met a node that was down, or in a later life.</summary>
    ReceiverGone,

    /// <summary>A node was told that a link had broken.</summary>
    LinkDown,

    /// <summary>A message waited for a process that stood still.</summary>
    StalledInput,

    /// <summary>A record became durable later than it was applied.</summary>
    DurableLate,

    /// <summary>A disk that had refused took writes again.</summary>
    DiskResumed,

    /// <summary>A node could not start, because its disk refused.</summary>
    StartRefused,

    /// <summary>A start cut off a torn tail.</summary>
    TornTailCut,

    /// <summary>A start found damaged records.</summary>
    RecordQuarantined,

    /// <summary>A start had the proof that nothing was lost.</summary>
    ProofKept,

    /// <summary>A start had none, and opened new epochs.</summary>
    ProofMissing,

    /// <summary>A start took a segment's contents from its hint file.</summary>
    HintFileRead,

    /// <summary>A node started again.</summary>
    Restarted,

    /// <summary>A client tried another node.</summary>
    ClientRetried,

    /// <summary>A client gave up waiting for an answer.</summary>
    ClientTimedOut,

    /// <summary>An answer came after its client had given up.</summary>
    AnswerLate,

    /// <summary>A read returned siblings.</summary>
    SiblingsRead,

    /// <summary>Replicas differed before the first repair round.</summary>
    DivergedBeforeRounds,
}
