using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Tests.Random;

/// <summary>One write or delete that a client tried, and what it heard of it.</summary>
internal sealed class Attempt(WriteRequest request, Instant at)
{
    public WriteRequest Request { get; } = request;

    public Instant At { get; } = at;

    public WriteResponse? Response { get; set; }

    public bool IsDelete => Request.Value is null;

    public bool IsAcknowledged => Response is { Outcome: Outcome.Ok };

    /// <summary>
    /// Whether the write may have covered the dot. One that covers what its coordinator holds may have had a second
    /// coordinator, after the first was too slow to answer: nobody knows what that one held.
    /// </summary>
    public bool MayCover(Dot dot) => Request.CoversHeld || Request.Context.Covers(dot);

    /// <summary>Whether the write is known to cover the dot.</summary>
    public bool Covers(Dot dot) => (Request.CoversHeld ? Response!.Context : Request.Context).Covers(dot);
}
