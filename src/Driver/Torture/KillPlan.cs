using DynamoLab.Core;
using DynamoLab.Driver.Faults;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// Draws who is killed when. A storm has one wipe at most, so that fewer than W copies are ever lost.
/// </summary>
/// <param name="nodes">Of the cluster; the order does not matter.</param>
/// <param name="intervalSeconds">Mean gap between two kills.</param>
/// <param name="canWipe">Whether a directory may be emptied: there is one, and W is above 1.</param>
/// <param name="random">Decides everything.</param>
internal sealed class KillPlan(
    IReadOnlyList<NodeId> nodes, double intervalSeconds, bool canWipe, DeterministicRandom random)
{
    public const int StormKillsMin = 10;
    public const int StormKillsMax = 16;

    /// <summary>Longest time that killed nodes stay dead.</summary>
    private const double DownSecondsMax = 1.2;

    private const double OneShare = 0.55;
    private const double AllShare = 0.15;

    /// <summary>The kills up to the next calm.</summary>
    public IReadOnlyList<KillStep> NextStorm()
    {
        var steps = new KillStep[StormKillsMin + random.Next(StormKillsMax - StormKillsMin + 1)];
        var wipe = random.Next(steps.Length);
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Next(isWipe: canWipe && i == wipe);
        }

        return steps;
    }

    private KillStep Next(bool isWipe)
    {
        var gap = TimeSpan.FromSeconds(2 * intervalSeconds * random.NextDouble());
        var victims = FaultPlan.Draw(nodes, VictimCount(), random);
        NodeId? wiped = isWipe ? victims[random.Next(victims.Count)] : null;
        return new KillStep(gap, victims, wiped, TimeSpan.FromSeconds(DownSecondsMax * random.NextDouble()));
    }

    /// <summary>One, all, or several.</summary>
    private int VictimCount()
    {
        var draw = random.NextDouble();
        if (draw < OneShare || nodes.Count == 1)
        {
            return 1;
        }

        return draw < OneShare + AllShare || nodes.Count == 2 ? nodes.Count : 2 + random.Next(nodes.Count - 2);
    }
}
