namespace DynamoLab.Bench.Peers;

/// <summary>What the clients do.</summary>
/// <param name="Name">As it is called on the command line.</param>
/// <param name="ReadShare">The share of gets, 0 to 1; the rest are puts.</param>
internal sealed record Work(string Name, double ReadShare)
{
    public static readonly IReadOnlyList<Work> All =
        [new("put", 0), new("get", 1), new("A", 0.5), new("B", 0.95)];
}
