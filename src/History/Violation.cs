using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>One breach of a promise: which key, which operations, which replicas, and what is wrong.</summary>
public sealed record Violation(
    Key Key, string Reason, IReadOnlyList<OperationReference> Operations, IReadOnlyList<string> Replicas)
{
    /// <summary>The breach in one line.</summary>
    public override string ToString()
    {
        var operations = Operations.Count == 0 ? "" : $"; {string.Join(" / ", Operations)}";
        var replicas = Replicas.Count == 0 ? "" : $"; replicas: {string.Join(", ", Replicas)}";
        return $"key {Key}: {Reason}{operations}{replicas}";
    }
}
