using DynamoLab.Report;

namespace DynamoLab.Driver.Pbs;

/// <summary>Everything of a run's folder that the comparison needs.</summary>
internal sealed record RunData(string Folder, RunFacts Facts, RunDelays Delays, RunSights Sights)
{
    /// <exception cref="ReportException">It is no folder of a run.</exception>
    /// <exception cref="CannotRunException">What a prediction needs is missing or damaged.</exception>
    public static RunData Read(string folder)
    {
        var facts = RunFacts.Read(folder);
        var path = Path.Combine(folder, NodeDelays.FileName);
        if (!File.Exists(path))
        {
            throw new CannotRunException(
                $"{folder} has no {NodeDelays.FileName}: its nodes did not record delays; run it again");
        }

        var delays = DelaysJson.Read(path);
        foreach (var leg in Enum.GetValues<History.Pbs.DelayLeg>())
        {
            if (!delays.Links.Any(link => link.Leg == leg && link.Buckets.Any(b => b.Count > 0)))
            {
                throw new CannotRunException(
                    $"{path} has no {DelaysJson.LetterOf(leg)} delays: N must be 2 or more, and the run long enough");
            }
        }

        if (delays.Nodes.Count < facts.Replicas)
        {
            throw new CannotRunException($"{path} has {delays.Nodes.Count} nodes; N is {facts.Replicas}");
        }

        var sights = RunSights.Read(folder, delays.SinceUs);
        return sights.Reads.Count == 0
            ? throw new CannotRunException($"{folder} has no read that followed a write of its key: nothing to compare")
            : new RunData(folder, facts, delays, sights);
    }
}
