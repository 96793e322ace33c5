using DynamoLab.Core;

namespace DynamoLab.Replica.Background;

/// <summary>One node's part in one repair round, while its exchanges run.</summary>
internal sealed class RepairRoundRun(ReplyTo replyTo, int round, Instant deadline)
{
    public ReplyTo ReplyTo { get; } = replyTo;

    public int Round { get; } = round;

    /// <summary>When the round is over, however its exchanges stand.</summary>
    public Instant Deadline { get; } = deadline;

    public int Exchanges { get; set; }

    public int Running { get; set; }

    public int TimedOut { get; set; }

    public long StatesSent { get; set; }

    public long StatesReceived { get; set; }
}
