namespace DynamoLab.Core.Ring;

/// <summary>
/// Strategy 3's owners: every partition goes to the member that ranks highest for it (rendezvous hashing) and still has
/// room, so that all own Q/S partitions give or take one, neighbours differ from place to place, and one
/// member more or less moves few partitions.
/// </summary>
internal static class FixedAssignment
{
    public static NodeId[] Of(NodeId[] members, int partitionCount)
    {
        var seeds = Array.ConvertAll(members, m => Token.Of(m.Name).Position);
        var owned = new int[members.Length];
        var floor = partitionCount / members.Length;
        var extras = partitionCount % members.Length;
        var owners = new NodeId[partitionCount];
        for (var partition = 0; partition < partitionCount; partition++)
        {
            var best = HighestWithRoom(seeds, owned, floor + (extras > 0 ? 1 : 0), (ulong)partition);
            if (++owned[best] > floor)
            {
                extras--;
            }

            owners[partition] = members[best];
        }

        return owners;
    }

    private static int HighestWithRoom(ulong[] seeds, int[] owned, int room, ulong partition)
    {
        var best = -1;
        ulong bestRank = 0;
        for (var i = 0; i < seeds.Length; i++)
        {
            var rank = DeterministicRandom.Mix(seeds[i] ^ DeterministicRandom.Mix(partition + 1));
            if (owned[i] < room && (best < 0 || rank > bestRank))
            {
                (best, bestRank) = (i, rank);
            }
        }

        return best;
    }
}
