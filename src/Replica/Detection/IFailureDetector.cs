namespace DynamoLab.Replica.Detection;

/// <summary>One peer seen by one observer: does its silence mean that it is gone?</summary>
internal interface IFailureDetector
{
    /// <summary>A ping came back after so long.</summary>
    void Observe(long roundTripUs);

    /// <summary>Whether a peer that owes an answer since so long is suspected.</summary>
    bool Suspects(long silenceUs);
}
