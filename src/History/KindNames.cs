namespace DynamoLab.History;

/// <summary>The names of the operation types in files: <c>READ</c>, <c>WRITE</c>, <c>DELETE</c>.</summary>
public static class KindNames
{
    public static string Of(OperationKind kind) => kind switch
    {
        OperationKind.Read => "READ",
        OperationKind.Write => "WRITE",
        OperationKind.Delete => "DELETE",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "accepted: Read, Write, Delete"),
    };
}
