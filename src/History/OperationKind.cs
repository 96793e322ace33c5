namespace DynamoLab.History;

/// <summary>What a client asked for. The names in the csv files are READ, WRITE and DELETE.</summary>
public enum OperationKind
{
    Read,
    Write,
    Delete,
}
