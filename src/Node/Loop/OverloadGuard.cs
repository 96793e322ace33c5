using DynamoLab.Node.Options;

namespace DynamoLab.Node.Loop;

/// <summary>
/// Whether a client's request is taken on: not when many are unanswered already and this process is late to whatever
/// arrives. Either alone is no overload: requests also pile up behind a slow peer, and a busy machine is late without
/// many of them. Peers' messages are always taken: they are what ends requests. See docs/decisions/0018.
/// </summary>
/// <param name="limits">From when on.</param>
/// <param name="inFlight">Requests that are not answered.</param>
/// <param name="lagMs">How late the process is; asked only when there are many.</param>
internal sealed class OverloadGuard(ConnectionLimits limits, Func<int> inFlight, Func<long> lagMs)
{
    /// <summary>Said to whoever is refused.</summary>
    public string Reason { get; } =
        $"{limits.OverloadInFlight} requests wait or more, and the node is late: try another node, or later";

    public bool IsRefusing => inFlight() >= limits.OverloadInFlight && lagMs() >= limits.OverloadLagMs;
}
