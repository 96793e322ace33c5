using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Studies;

/// <summary>Rounds until all of a key's replicas agree, both ways of spreading.</summary>
internal sealed record OneKeyRow(int Replicas, Estimate PushPull, Estimate Push)
{
    /// <summary>log2 n + ln n: what pushing alone takes in the mean (Pittel 1987).</summary>
    public double PushTheory => Math.Log2(Replicas) + Math.Log(Replicas);

    /// <summary>log3 n: what push-pull takes up to O(ln ln n) (Karp et al. 2000).</summary>
    public double PushPullTheory => Math.Log(Replicas) / Math.Log(3);
}
