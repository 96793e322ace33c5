using System.Globalization;
using DynamoLab.Report;
using DynamoLab.Report.Runs;

namespace DynamoLab.Driver.Pbs;

/// <summary>What of a run's options a prediction needs.</summary>
/// <param name="Replicas">N.</param>
/// <param name="ReadQuorum">R.</param>
/// <param name="WriteQuorum">W.</param>
/// <param name="IsTokenAware">Whether clients ask a primary of the key.</param>
/// <param name="IsSync">Whether a node answers for itself only when the disk has the write.</param>
/// <param name="Provenance">What the run's figures hold for.</param>
internal sealed record RunFacts(
    int Replicas, int ReadQuorum, int WriteQuorum, bool IsTokenAware, bool IsSync, string Provenance)
{
    /// <exception cref="ReportException">It is no folder of a run.</exception>
    /// <exception cref="CannotRunException">Nothing can be said of its run.</exception>
    public static RunFacts Read(string folder)
    {
        var run = RunFolder.Read(folder);
        var config = run.Config;
        var path = Path.Combine(folder, RunFolder.ConfigName);
        return config.Parameter("versioning") == "lww"
            ? throw new CannotRunException(
                $"{path}: versioning is lww, which does not tell what a read has seen; accepted: dvv, vv")
            : new RunFacts(
                Number("N"), Number("R"), Number("W"),
                config.Parameter("routing") == "token_aware", config.Parameter("durability") == "sync",
                Report.Runs.Provenance.Of(run));

        int Number(string name) =>
            int.TryParse(config.Parameter(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CannotRunException($"{path}: {name} is '{config.Parameter(name)}'; accepted: a number");
    }
}
