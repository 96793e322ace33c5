using DynamoLab.Core;

namespace DynamoLab.Client.Choices;

/// <summary>A routing, as one session applies it: the lower a node's rank, the rather it is chosen.</summary>
internal abstract class Preference
{
    /// <summary>Called before each operation.</summary>
    public virtual void Aim(Key key)
    {
    }

    /// <summary>0 or more; nodes of equal rank are equally likely.</summary>
    public abstract int RankOf(int node);
}
