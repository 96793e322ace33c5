namespace DynamoLab.Core.Versions;

/// <summary>
/// Who issues dots: a node in one of its epochs. A node opens a new epoch whenever it cannot prove that it
/// remembers every dot it issued, so that an actor never issues the same dot twice.
/// </summary>
public readonly record struct Actor(NodeId Node, ulong Epoch) : IComparable<Actor>
{
    public int CompareTo(Actor other)
    {
        var byNode = Node.CompareTo(other.Node);
        return byNode != 0 ? byNode : Epoch.CompareTo(other.Epoch);
    }

    public override string ToString() => $"{Node}@{Epoch:x}";
}
