using DynamoLab.History;

namespace DynamoLab.Driver.Results;

/// <summary><c>faults.csv</c>: what was done to which node, when it was commanded and when it was in place.</summary>
public static class FaultTable
{
    public static string Of(IEnumerable<FaultEvent> faults) => SmallCsv.Of(
        ["fault", "node", "phase", "commanded", "actual"],
        faults.Select(fault => (string[])
        [
            fault.Kind, fault.Node.Name, PhaseOf(fault),
            Timestamp.Format(fault.Commanded), Timestamp.Format(fault.Actual),
        ]));

    public static string PhaseOf(FaultEvent fault) => fault.Phase == FaultPhase.Inject ? "inject" : "heal";
}
