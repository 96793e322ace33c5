using DynamoLab.Core;

namespace DynamoLab.Node.Durability;

/// <summary>
/// When compaction may take its next step: so many bytes a second, in small steps between batches, and no step at all, nor
/// a timer, on a node that writes nothing.
/// </summary>
internal sealed class CompactionPace(long bytesPerSecond)
{
    /// <summary>Bytes read and written by one step, about: what the loop is held up by.</summary>
    public const int StepBytes = 64 * 1024;

    /// <summary>After the first write since the last look, whether there is something to compact.</summary>
    private const int LookMs = 1000;

    private const long UsPerSecond = 1_000_000;

    /// <summary>Never while there is nothing to do.</summary>
    public Instant NextDue { get; private set; } = Instant.Never;

    public void Written(Instant now)
    {
        if (bytesPerSecond > 0 && NextDue == Instant.Never)
        {
            NextDue = now.PlusMs(LookMs);
        }
    }

    public void Stepped(Instant now, bool hasMore) =>
        NextDue = hasMore ? now.PlusUs(StepBytes * UsPerSecond / bytesPerSecond) : Instant.Never;
}
