namespace DynamoLab.Repair;

/// <summary>
/// When a member holds nothing that could bring back an older version of a key whose tombstone is to be reaped. It is
/// asked twice, when a member sends its barriers and when it votes: see <see cref="ReapParticipant"/>.
/// </summary>
public static class ReapVoteRule
{
    /// <param name="isPrimary">Whether this member is a primary of the key.</param>
    /// <param name="heldHash">The hash of the state held here; 0: none.</param>
    /// <param name="proposedHash">The hash of the tombstone proposed.</param>
    /// <param name="holdsHint">Whether a hint of the key is held here, whoever owns it.</param>
    /// <param name="isInFlight">
    /// Whether an operation on the key runs here: its result could be older than the tombstone. What waits to become
    /// durable does not count: the vote itself waits for that.
    /// </param>
    public static bool Agrees(bool isPrimary, ulong heldHash, ulong proposedHash, bool holdsHint, bool isInFlight) =>
        !holdsHint && !isInFlight && proposedHash != 0 && heldHash == (isPrimary ? proposedHash : 0);
}
