namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>What one scheme made of the schedule.</summary>
/// <param name="Reads">Reads done.</param>
/// <param name="Writes">Writes done.</param>
/// <param name="SiblingsMean">Siblings that a read gave, keys never written left out.</param>
/// <param name="SiblingsMax">The most that one gave.</param>
/// <param name="ClockBytesMean">Bytes of what a read gave, its values taken off: clocks, dots and times.</param>
/// <param name="ClockBytesMax">The most that one took.</param>
/// <param name="FalseConflictReads">Reads with a sibling whose successor was read beside it.</param>
/// <param name="FalseSiblings">Siblings left at the end though a write that knew them is left too.</param>
/// <param name="LostWrites">Writes that no write knew of, and that are gone at the end.</param>
public sealed record VersionsResult(
    int Reads,
    int Writes,
    double SiblingsMean,
    int SiblingsMax,
    double ClockBytesMean,
    int ClockBytesMax,
    int FalseConflictReads,
    int FalseSiblings,
    int LostWrites);
