namespace DynamoLab.History;

/// <summary>Whether a fault begins or ends.</summary>
public enum FaultPhase
{
    Inject,
    Heal,
}
