namespace DynamoLab.Node.Durability;

/// <summary>
/// Blocks a thread for some microseconds. The system's timers are no finer than a tenth of a millisecond or so; the
/// rest is spun away, because delays of a few microseconds are an experiment too.
/// </summary>
internal sealed class BlockingWait(TimeProvider time)
{
    private const long SpinUsMax = 300;

    // Never signalled: there is nothing to wait for but time.
    private readonly ManualResetEvent _never = new(initialState: false);

    public void ForUs(long microseconds)
    {
        var start = time.GetTimestamp();
        if (microseconds > SpinUsMax)
        {
            _never.WaitOne(TimeSpan.FromMicroseconds(microseconds - SpinUsMax));
        }

        while (time.GetElapsedTime(start) < TimeSpan.FromMicroseconds(microseconds))
        {
            Thread.SpinWait(10);
        }
    }
}
