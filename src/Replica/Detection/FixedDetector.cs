namespace DynamoLab.Replica.Detection;

/// <summary>A constant patience, whatever the network is like.</summary>
internal sealed class FixedDetector(int timeoutMs) : IFailureDetector
{
    public void Observe(long roundTripUs)
    {
        // Its patience does not learn: that is the point of comparing it.
    }

    public bool Suspects(long silenceUs) => silenceUs > timeoutMs * 1000L;
}
