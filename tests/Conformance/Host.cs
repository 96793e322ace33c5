namespace DynamoLab.Conformance;

/// <summary>
/// A host of the replica under test: a program that takes <c>dynamo-node</c>'s flags and speaks its protocol.
/// </summary>
public sealed record Host(string Name, string Program)
{
    private static readonly Host[] All =
    [
        new("embedded", "dynamo-node"),
        new("orleans", "dynamo-node-orleans"),
    ];

    /// <summary>The hosts found beside the tests; the embedded one always is.</summary>
    public static IReadOnlyList<Host> Built => [.. All.Where(h => File.Exists(h.Path))];

    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, Program);

    /// <summary>What its nodes are told beside the usual flags.</summary>
    /// <param name="folder">One of the cluster's own.</param>
    public string[] FlagsOf(string folder) =>
        Name == "orleans" ? ["--orleans_table", System.IO.Path.Combine(folder, "silos.json")] : [];

    public override string ToString() => Name;
}
