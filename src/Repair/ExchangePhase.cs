namespace DynamoLab.Repair;

/// <summary>How far the initiator of an exchange has come.</summary>
internal enum ExchangePhase
{
    New,
    Opened,
    Comparing,
    Done,
    Failed,
}
