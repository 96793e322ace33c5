using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Repair.Tests;

public sealed class MerkleTreeTests
{
    [Fact]
    public void Diff_AnyTwoSetsOfKeys_IsTheDiffOfTheSets() =>
        Prop.ForAll<Dictionary<int, byte>, Dictionary<int, byte>, Dictionary<int, byte>>((common, left, right) =>
        {
            var ours = Union(common, left);
            var theirs = Union(common, right);
            var (a, b) = (TreeOf(ours), TreeOf(theirs));
            int[] expected = [.. ours.Except(theirs).Concat(theirs.Except(ours))
                .Select(e => LeafOf(e.Key)).Distinct().Order()];

            return expected.SequenceEqual(Differing(MerkleTree.LeafCount, a.Leaf, b.Leaf))
                && expected.Select(l => l / MerkleTree.LeavesPerBranch).Distinct()
                    .SequenceEqual(Differing(MerkleTree.BranchCount, a.Branch, b.Branch))
                && a.Root != b.Root == expected.Length > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_AnyOrderAndDetours_EndsInTheSameHashes() =>
        Prop.ForAll<Dictionary<int, byte>, int[]>((entries, detours) =>
        {
            var direct = TreeOf(entries);
            var other = new MerkleTree();
            foreach (var number in detours)
            {
                other.Update(LeafOf(number), Rings.Key(number), 0, 7);
                _ = other.Root;
                other.Update(LeafOf(number), Rings.Key(number), 7, 0);
            }

            foreach (var (number, hash) in entries.Reverse())
            {
                other.Update(LeafOf(number), Rings.Key(number), 0, 99);
                _ = other.Branch(LeafOf(number) / MerkleTree.LeavesPerBranch);
                other.Update(LeafOf(number), Rings.Key(number), 99, HashOf(hash));
            }

            return direct.Root == other.Root
                && direct.Branches().SequenceEqual(other.Branches())
                && Differing(MerkleTree.LeafCount, direct.Leaf, other.Leaf).Length == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Root_EmptyTree_IsZero()
    {
        var tree = new MerkleTree();

        Assert.Equal(0UL, tree.Root);
        Assert.All(tree.Branches(), hash => Assert.Equal(0UL, hash));
        Assert.All(tree.LeavesOf(15), hash => Assert.Equal(0UL, hash));
    }

    [Fact]
    public void Root_AllKeysGone_IsZeroAgain()
    {
        var tree = new MerkleTree();
        tree.Update(17, Rings.Key(1), 0, 5);
        var held = tree.Root;

        tree.Update(17, Rings.Key(1), 5, 0);

        Assert.NotEqual(0UL, held);
        Assert.Equal(0UL, tree.Root);
        Assert.Equal(0UL, tree.Branch(1));
    }

    [Fact]
    public void Root_KeysSwapTheirStates_Changes()
    {
        var (straight, crossed) = (new MerkleTree(), new MerkleTree());
        foreach (var (tree, first, second) in new[] { (straight, 5UL, 6UL), (crossed, 6UL, 5UL) })
        {
            tree.Update(3, Rings.Key(1), 0, first);
            tree.Update(3, Rings.Key(2), 0, second);
        }

        Assert.NotEqual(straight.Root, crossed.Root);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void Leaf_OutsideTheTree_Throws(int leaf)
    {
        var tree = new MerkleTree();

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Leaf(leaf));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Update(leaf, Rings.Key(1), 0, 1));
    }

    private static int LeafOf(int number) => (int)(Rings.Key(number).Token.Position >> 56);

    private static ulong HashOf(byte hash) => hash + 1UL;

    private static Dictionary<int, byte> Union(Dictionary<int, byte> common, Dictionary<int, byte> own)
    {
        var all = new Dictionary<int, byte>(own);
        foreach (var (number, hash) in common)
        {
            all[number] = hash;
        }

        return all;
    }

    private static MerkleTree TreeOf(Dictionary<int, byte> entries)
    {
        var tree = new MerkleTree();
        foreach (var (number, hash) in entries)
        {
            tree.Update(LeafOf(number), Rings.Key(number), 0, HashOf(hash));
        }

        return tree;
    }

    private static int[] Differing(int count, Func<int, ulong> left, Func<int, ulong> right) =>
        [.. Enumerable.Range(0, count).Where(i => left(i) != right(i))];
}
