namespace DynamoLab.Core.Versions;

/// <summary>
/// The name of one write: the actor that coordinated it and the number it gave it, from 1 (arXiv:1011.5808).
/// </summary>
public readonly record struct Dot(Actor Actor, ulong Counter) : IComparable<Dot>
{
    public int CompareTo(Dot other)
    {
        var byActor = Actor.CompareTo(other.Actor);
        return byActor != 0 ? byActor : Counter.CompareTo(other.Counter);
    }

    public override string ToString() => $"{Actor}:{Counter}";
}
