using DynamoLab.Core;
using DynamoLab.Driver.Torture;

namespace DynamoLab.Driver.Tests.Torture;

public sealed class KillPlanTests
{
    private static readonly NodeId[] Nodes = [.. Enumerable.Range(1, 5).Select(i => new NodeId($"node{i}"))];

    [Fact]
    public void NextStorm_SameSeed_KillsTheSame() =>
        Assert.Equal(Storms(7, canWipe: true).Select(Text), Storms(7, canWipe: true).Select(Text));

    [Fact]
    public void NextStorm_Always_WipesOneVictimOnce() => Assert.All(Storms(1, canWipe: true), storm =>
    {
        var wipe = Assert.Single(storm, step => step.Wiped is not null);
        Assert.Contains(wipe.Wiped!.Value, wipe.Victims);
    });

    [Fact]
    public void NextStorm_WithoutADisk_WipesNobody() =>
        Assert.All(Storms(1, canWipe: false), storm => Assert.All(storm, step => Assert.Null(step.Wiped)));

    [Fact]
    public void NextStorm_ManyTimes_KillsOneSeveralAndAll()
    {
        var steps = Storms(3, canWipe: true).SelectMany(storm => storm).ToList();

        Assert.Equal([1, 2, 3, 4, 5], steps.Select(step => step.Victims.Count).Distinct().Order());
        Assert.Equal(Nodes, steps.SelectMany(step => step.Victims).Distinct().Order());
        Assert.All(steps, step => Assert.Equal(step.Victims.Distinct(), step.Victims));
        Assert.InRange(steps.Average(step => step.Gap.TotalSeconds), 0.9, 1.1);
    }

    private static List<IReadOnlyList<KillStep>> Storms(ulong seed, bool canWipe)
    {
        var plan = new KillPlan(Nodes, intervalSeconds: 1, canWipe, new DeterministicRandom(seed));
        return [.. Enumerable.Range(0, 100).Select(_ => plan.NextStorm())];
    }

    private static string Text(IReadOnlyList<KillStep> storm) => string.Join(
        '\n', storm.Select(s => $"{s.Gap} {string.Join(',', s.Victims)} {s.Wiped} {s.Down}"));
}
