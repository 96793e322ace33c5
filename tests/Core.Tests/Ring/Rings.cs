using DynamoLab.Core.Ring;

namespace DynamoLab.Core.Tests.Ring;

/// <summary>Rings of every placement and of 1 to 40 members, built once.</summary>
internal static class Rings
{
    public const int MembersMax = 40;

    private static readonly Dictionary<(Placement Placement, int Members, int ReplicationFactor), HashRing> Built = [];

    public static TheoryData<Placement> Placements => [.. Enum.GetValues<Placement>()];

    public static NodeId[] Nodes(int count) => [.. Enumerable.Range(1, count).Select(i => new NodeId($"node{i}"))];

    public static HashRing Of(Placement placement, int members, int replicationFactor = 3)
    {
        lock (Built)
        {
            if (!Built.TryGetValue((placement, members, replicationFactor), out var ring))
            {
                ring = HashRing.Of(Nodes(members), new RingOptions(placement, replicationFactor));
                Built.Add((placement, members, replicationFactor), ring);
            }

            return ring;
        }
    }

    public static IEnumerable<HashRing> OfEverySize(Placement placement, int replicationFactor = 3) =>
        Enumerable.Range(1, MembersMax).Select(members => Of(placement, members, replicationFactor));

    public static IEnumerable<PartitionId> PartitionsOf(HashRing ring) =>
        Enumerable.Range(0, ring.PartitionCount).Select(i => new PartitionId(i));
}
