using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair;

/// <summary>
/// The rules by which both sides of an exchange know whether an answer is complete; they must count alike. A full
/// <see cref="ExchangeKeys"/> is followed by another one, a full <see cref="ExchangePull"/> answers only a prefix of
/// its push, and whatever is not full is the end of the answer.
/// </summary>
internal static class ExchangePaging
{
    /// <summary>Branches in one <see cref="ExchangeLeaves"/>: 4096 leaves.</summary>
    public const int BranchesPerMessageMax = 256;

    /// <summary>
    /// What fields of fixed size and length prefixes are reckoned to take, whatever their varints do.
    /// </summary>
    private const int FieldBytes = 16;

    /// <summary>A leaf counts as one key, so that empty leaves fill a message too.</summary>
    public static int Weight(LeafKeys leaf) => 1 + leaf.Keys.Count;

    public static bool IsFull(int weight) => weight >= Limits.KeysPerMessageMax;

    public static bool IsFull(IReadOnlyList<LeafKeys> leaves) => IsFull(leaves.Sum(Weight));

    public static bool IsFull(IReadOnlyList<KeyState> states) =>
        IsFull(states.Count, states.Sum(BytesOf));

    public static bool IsFull(int count, long bytes) =>
        count >= Limits.KeysPerMessageMax || bytes >= Limits.StateBytesPerMessage;

    /// <summary>
    /// About what the state takes in a message: a function of the state alone, and cheaper than encoding it.
    /// </summary>
    public static long BytesOf(KeyState item)
    {
        long bytes = item.Key.Bytes.Length + BytesOf(item.State.Context.Vector);
        foreach (var dot in item.State.Context.Dots)
        {
            bytes += BytesOf(dot.Actor);
        }

        foreach (var sibling in item.State.Siblings)
        {
            bytes += BytesOf(sibling.Dot.Actor) + BytesOf(sibling.Clock) + FieldBytes + (sibling.Value?.Length ?? 0);
        }

        return bytes;
    }

    private static long BytesOf(VersionVector vector)
    {
        long bytes = FieldBytes;
        foreach (var entry in vector.Entries)
        {
            bytes += BytesOf(entry.Actor);
        }

        return bytes;
    }

    private static long BytesOf(Actor actor) => actor.Node.ToString().Length + FieldBytes;
}
