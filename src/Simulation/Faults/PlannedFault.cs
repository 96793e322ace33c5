namespace DynamoLab.Simulation.Faults;

/// <summary>One fault of a schedule. Each ends by itself, so that any of them can be left out.</summary>
/// <param name="Number">Its number in the plan as drawn, from 1; stays the same when others are left out.</param>
/// <param name="AtMs">When it begins, in milliseconds after the clients.</param>
/// <param name="ForMs">How long it lasts, at least 1; some are over at once all the same.</param>
/// <param name="A">The node it happens to, or the first of two.</param>
/// <param name="B">The second node, always another one where there is one.</param>
/// <param name="Draw">Decides what else there is to decide: how much, which way, which group.</param>
public sealed record PlannedFault(int Number, FaultKind Kind, int AtMs, int ForMs, int A, int B, ulong Draw)
{
    public override string ToString() =>
        $"fault {Number}: {Kind} n{A + 1} n{B + 1} at {AtMs} ms for {ForMs} ms";
}
