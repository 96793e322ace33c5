using DynamoLab.Core;

namespace DynamoLab.Client.Choices;

/// <summary>
/// <see cref="Routing.TokenAware"/>: the primaries of the key, then all others. Without a ring all are equal.
/// </summary>
internal sealed class PrimariesFirst(RingSource ring) : Preference
{
    private int[] _primaries = [];

    public override void Aim(Key key) => _primaries = ring.PrimariesOf(key.Token);

    public override int RankOf(int node) => Array.IndexOf(_primaries, node) >= 0 ? 0 : 1;
}
