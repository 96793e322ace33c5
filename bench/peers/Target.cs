namespace DynamoLab.Bench.Peers;

/// <summary>What one contender should reach at so many clients: a figure, or a multiple of another one's.</summary>
/// <param name="Contender">Whose figure.</param>
/// <param name="Work">At which work.</param>
/// <param name="Concurrency">With how many clients.</param>
/// <param name="Bound">Of operations per second, the least multiple; of processor time, the most microseconds.</param>
/// <param name="Peer">Whose figure it is a multiple of; null: processor time is meant.</param>
/// <param name="PeerWork">What the peer did.</param>
internal sealed record Target(
    string Contender, string Work, int Concurrency, double Bound, string? Peer = null, string PeerWork = "put")
{
    private const string Memory = "dynamolab memory";

    public static readonly IReadOnlyList<Target> All =
    [
        new(Memory, "put", 64, 0.75, "limit"),
        new(Memory, "put", 256, 0.6, "limit"),
        new($"{Memory}, RESP", "put", 64, 0.8, "redis + WAIT 1"),
        new($"{Memory}, RESP", "put", 256, 1.0, "redis + WAIT 1"),
        new("dynamolab sync", "put", 64, 1.5, "etcd"),
        new("dynamolab sync", "put", 256, 2.5, "etcd"),
        new(Memory, "put", 64, 35),
        new(Memory, "put", 256, 25),
        new(Memory, "get", 64, 1.0, Memory),
        new(Memory, "get", 256, 1.0, Memory),
    ];

    /// <summary>Whether any target needs the contender to do that.</summary>
    public static bool Needs(string contender, string work, int concurrency) => All.Any(target =>
        target.Concurrency == concurrency
        && ((target.Contender, target.Work) == (contender, work)
            || (target.Peer, target.PeerWork) == (contender, work)));

    public static void Print(Session session)
    {
        Console.WriteLine("target");
        foreach (var target in All)
        {
            Console.WriteLine($"  {target.What,-62}  {target.Result(session)}");
        }
    }

    private string What => Peer is null
        ? $"server CPU per {Work} of {Contender} at {Concurrency}"
        : $"{Work} of {Contender} / {(Peer == Contender ? "its" : Peer)} {PeerWork} at {Concurrency}";

    private string Result(Session session)
    {
        var own = session.MedianOf(Contender, Work, Concurrency);
        var peer = Peer is null ? own : session.MedianOf(Peer, PeerWork, Concurrency);
        if (own is null || peer is null)
        {
            return $"not measured: {(own is null ? Contender : Peer)} is missing";
        }

        var ratio = own.OpsPerS / peer.OpsPerS;
        return Peer is null
            ? $"{own.CpuUsPerOp,6:f1} us, wanted <= {Bound} us: {Verdict(own.CpuUsPerOp <= Bound)}"
            : $"{ratio,6:f2} x, wanted >= {Bound} x: {Verdict(ratio >= Bound)}";
    }

    private static string Verdict(bool isMet) => isMet ? "met" : "NOT met";
}
