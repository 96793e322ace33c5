namespace DynamoLab.Driver.Torture;

/// <summary>What one process held at one moment.</summary>
internal readonly record struct GaugeSample(string Node, int ProcessId, long ResidentBytes, int OpenFiles);
