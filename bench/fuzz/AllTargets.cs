using DynamoLab.Fuzz.Engine;
using DynamoLab.Fuzz.Targets;

namespace DynamoLab.Fuzz;

/// <summary>Every parser that meets bytes of others.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<string> Names { get; } = [.. Make().Select(target => target.Name)];

    public static IReadOnlyList<FuzzTarget> Make() =>
    [
        FrameTarget.Make(),
        NodeTarget.Make(),
        HttpTarget.Make(),
        RespTarget.Make(),
        ConnectionTarget.Make(),
        .. StoreTargets.Make(),
        ClusterProcsTarget.Make(),
        .. CommandTargets.Make(),
        .. MatrixTargets.Make(),
        .. BundleTargets.Make(),
        .. RunTargets.Make(),
        PowerJournalTarget.Make(),
    ];
}
