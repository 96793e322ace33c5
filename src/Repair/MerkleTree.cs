using DynamoLab.Core;

namespace DynamoLab.Repair;

/// <summary>
/// The Merkle tree of one partition (Dynamo §4.7): 16 branches of 16 leaves, each leaf an equal slice of the
/// partition's tokens. A leaf is the XOR of its keys' entries, so a write costs O(1) and the order of writes leaves no
/// trace; branches and root are hashed only when somebody asks. What holds no key is 0 and takes next to no memory.
/// </summary>
public sealed class MerkleTree
{
    public const int BranchCount = 16;

    public const int LeavesPerBranch = 16;

    public const int LeafCount = BranchCount * LeavesPerBranch;

    private ulong[]?[]? _leaves;
    private ulong[] _branches = [];
    private ushort _staleBranches;
    private bool _isRootStale;
    private ulong _root;

    /// <summary>The hash over all branches; 0 for an empty tree.</summary>
    public ulong Root
    {
        get
        {
            if (_isRootStale)
            {
                for (var branch = 0; branch < BranchCount; branch++)
                {
                    _ = Branch(branch);
                }

                _root = HashOf(_branches);
                _isRootStale = false;
            }

            return _root;
        }
    }

    /// <summary>The hash over the branch's leaves; 0 when they hold no key.</summary>
    public ulong Branch(int branch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(branch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(branch, BranchCount);
        if ((_staleBranches & (1 << branch)) != 0)
        {
            _branches[branch] = HashOf(_leaves![branch]);
            _staleBranches &= (ushort)~(1 << branch);
        }

        return _branches.Length == 0 ? 0 : _branches[branch];
    }

    /// <summary>
    /// The leaf's hash, leaves being numbered from 0 to 255 through all branches; 0 when it holds no key.
    /// </summary>
    public ulong Leaf(int leaf)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, LeafCount);
        return _leaves?[leaf / LeavesPerBranch]?[leaf % LeavesPerBranch] ?? 0;
    }

    /// <summary>The hashes of all branches.</summary>
    public ulong[] Branches() => [.. Enumerable.Range(0, BranchCount).Select(Branch)];

    /// <summary>The hashes of the leaves below one branch.</summary>
    public ulong[] LeavesOf(int branch) =>
        [.. Enumerable.Range(branch * LeavesPerBranch, LeavesPerBranch).Select(Leaf)];

    /// <summary>The key's state changed.</summary>
    /// <param name="leaf">The leaf of the key's token.</param>
    /// <param name="key">The key.</param>
    /// <param name="oldHash">The hash of the state held so far; 0: none.</param>
    /// <param name="newHash">The hash of the state held now; 0: none.</param>
    public void Update(int leaf, Key key, ulong oldHash, ulong newHash)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, LeafCount);
        if (oldHash == newHash)
        {
            return;
        }

        if (_leaves is null)
        {
            _leaves = new ulong[BranchCount][];
            _branches = new ulong[BranchCount];
        }

        var branch = leaf / LeavesPerBranch;
        var leaves = _leaves[branch] ??= new ulong[LeavesPerBranch];
        leaves[leaf % LeavesPerBranch] ^= Entry(key, oldHash) ^ Entry(key, newHash);
        _staleBranches |= (ushort)(1 << branch);
        _isRootStale = true;
    }

    /// <summary>A token is an MD5 already: no need to hash the key again.</summary>
    private static ulong Entry(Key key, ulong stateHash) =>
        stateHash == 0 ? 0 : Hash64.Combine(key.Token.Position, stateHash);

    private static ulong HashOf(ulong[]? hashes)
    {
        if (hashes is null || Array.TrueForAll(hashes, h => h == 0))
        {
            return 0;
        }

        var hash = 0UL;
        foreach (var part in hashes)
        {
            hash = Hash64.Combine(hash, part);
        }

        return Math.Max(1, hash);
    }
}
