using DynamoLab.Core.Messages;
using DynamoLab.Driver.Repairs;
using DynamoLab.History;
using DynamoLab.History.Checkers;

namespace DynamoLab.Driver.Experiments;

/// <summary>What was found after the workload had ended.</summary>
internal sealed record Aftermath
{
    /// <summary>What the nodes say of themselves; those that gave no answer are absent.</summary>
    public IReadOnlyList<StatusResponse> Statuses { get; init; } = [];

    /// <summary>Null without <c>--post_repair</c>.</summary>
    public RepairReport? Repair { get; init; }

    /// <summary>What the replicas hold; null when it does not tell what became of the writes.</summary>
    public FinalState? Final { get; init; }

    /// <summary>Why there is no final state.</summary>
    public string WhyNotChecked { get; init; } = "";

    /// <summary>True when the final state was to be read and some live replica did not tell.</summary>
    public bool IsFinalStateMissing => Final is { IsReadable: false };

    public Verdict Judge(PromiseCheckers checkers, long successfulOperations)
    {
        var reports = checkers.Finish(Final, WhyNotChecked);
        if (Repair is null && Final is not null)
        {
            // Replicas need not agree before they were repaired; what any of them holds is enough for promise 1.
            reports = [.. reports.Select(report =>
                report.Promise == 2 ? PromiseReport.NotChecked(2, "no --post_repair") : report)];
        }

        return Verdict.Of(successfulOperations, IsFinalStateMissing, reports);
    }
}
