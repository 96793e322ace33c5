using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>
/// The pause after a node that was overloaded: asked at once, the others would soon be overloaded too. Drawn between
/// nothing and twice as much each time, so that those who were refused together do not come back together.
/// </summary>
internal sealed class Backoff(TimeProvider time, DeterministicRandom random)
{
    private const int FirstMsMax = 20;
    private const int MsMax = 640;

    public static bool IsDue(Message? reply) => reply
        is GetResponse { Outcome: Outcome.Overloaded } or WriteResponse { Outcome: Outcome.Overloaded };

    /// <param name="refusals">How many there were, this one included.</param>
    /// <param name="cancellation">Ends the pause with its exception.</param>
    public Task WaitAsync(int refusals, CancellationToken cancellation)
    {
        var ms = random.Next(Math.Min(MsMax, FirstMsMax << Math.Min(refusals - 1, 10))) + 1;
        return Task.Delay(TimeSpan.FromMilliseconds(ms), time, cancellation);
    }
}
