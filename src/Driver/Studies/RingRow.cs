using DynamoLab.Core.Ring;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Studies;

/// <summary>How evenly a placement shares so many requests; shares are of 1.</summary>
internal sealed record RingRow(
    Placement Placement, int Replicas, KeyDistribution Distribution, int Requests, Estimate Efficiency,
    Estimate OutOfBalance);
