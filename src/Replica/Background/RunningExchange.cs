using DynamoLab.Core;
using DynamoLab.Repair;

namespace DynamoLab.Replica.Background;

/// <summary>An exchange this node opened, and the repair round it belongs to, if any.</summary>
internal sealed class RunningExchange(ExchangeInitiator initiator, RepairRoundRun? round)
{
    public ExchangeInitiator Initiator { get; } = initiator;

    public RepairRoundRun? Round { get; } = round;

    public Instant LastProgress { get; set; }
}
