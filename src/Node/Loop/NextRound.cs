namespace DynamoLab.Node.Loop;

/// <summary>
/// Has the loop look once all that has come to the process's sockets by now is read. What many connections ask for is
/// so stepped in one go, as it is where one connection carries many requests. The round costs a few system calls, and
/// is worth them where there are more than a few to save.
/// </summary>
/// <param name="lag">Tells when a round is over.</param>
/// <param name="inbox">What the loop is to take.</param>
internal sealed class NextRound(LagProbe lag, NodeInbox inbox)
{
    /// <summary>Unanswered requests up to which each is delivered by itself.</summary>
    private const int FewRequests = 4;

    private int _isAwaited;

    /// <summary>From any thread.</summary>
    public void Deliver()
    {
        if (inbox.Requests.Count <= FewRequests)
        {
            inbox.Deliver();
        }
        else if (Interlocked.Exchange(ref _isAwaited, 1) == 0)
        {
            _ = DeliverThenAsync();
        }
    }

    private async Task DeliverThenAsync()
    {
        await lag.RoundAsync(CancellationToken.None);
        Interlocked.Exchange(ref _isAwaited, 0);
        inbox.Deliver();
    }
}
