namespace DynamoLab.Node.Loop;

/// <summary>
/// Work that many threads ask for and one at a time does. Whoever asks while another is at it leaves at once, and the
/// other does it once more: what was there when it was asked for is never overlooked.
/// </summary>
/// <param name="work">Done by the thread that asks, never by two at once.</param>
/// <param name="onFailure">Told of the exception that ends all turns.</param>
internal sealed class Turns(Action work, Action<Exception> onFailure)
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Wanted = 2;

    private int _state;

    public void Take()
    {
        if (Interlocked.Exchange(ref _state, Wanted) != Idle)
        {
            return;
        }

        try
        {
            do
            {
                // Seen by all before the work looks at anything, or what is asked for meanwhile could be overlooked.
                Interlocked.Exchange(ref _state, Running);
                work();
            }
            while (Interlocked.CompareExchange(ref _state, Idle, Running) != Running);
        }
        catch (Exception e)
        {
            // The state stays taken.
            onFailure(e);
        }
    }
}
