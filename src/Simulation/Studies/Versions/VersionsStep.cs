namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>One step of a schedule: who does what to which key, and which messages get through.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Key">The key's number.</param>
/// <param name="Client">The client's number; of no meaning in an exchange and a handoff.</param>
/// <param name="Node">A replica's number below N, or a fallback's from N up.</param>
/// <param name="Other">The other replica of a read or an exchange.</param>
/// <param name="Reached">Bit i: the write reaches replica i.</param>
/// <param name="IsBlind">A write without context, whatever the client knows.</param>
public readonly record struct VersionsStep(
    VersionsStepKind Kind, int Key, int Client, int Node, int Other, int Reached, bool IsBlind);
