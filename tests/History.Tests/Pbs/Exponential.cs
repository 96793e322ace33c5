using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

/// <summary>A delay whose laws are known in closed form; an infinite rate is no delay.</summary>
internal sealed record Exponential(double Rate) : IDelay
{
    public static readonly Exponential None = new(double.PositiveInfinity);

    public double Sample(DeterministicRandom random) => -Math.Log(1 - random.NextDouble()) / Rate;
}
