namespace DynamoLab.Replica;

/// <summary>A host and a TCP port.</summary>
public readonly record struct NodeAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
