namespace DynamoLab.Core.Ring;

/// <summary>The number of a partition of the ring: 0 up to the ring's partition count.</summary>
public readonly record struct PartitionId(int Index) : IComparable<PartitionId>
{
    public int CompareTo(PartitionId other) => Index.CompareTo(other.Index);

    public override string ToString() => $"p{Index}";
}
