using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>Anything that travels in a frame. The fields stand on the wire in the order of the record.</summary>
public abstract record Message
{
    public abstract MessageKind Kind { get; }

    public abstract void WriteTo(ref WireWriter writer);
}
