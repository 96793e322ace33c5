namespace DynamoLab.Core.Wire;

/// <summary>A part of a message that writes and reads itself.</summary>
public interface IWireItem<TSelf>
    where TSelf : IWireItem<TSelf>
{
    static abstract TSelf ReadFrom(ref WireReader reader);

    void WriteTo(ref WireWriter writer);
}
