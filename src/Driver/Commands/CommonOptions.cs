using System.CommandLine;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Commands;

/// <summary>Options that several commands have alike.</summary>
internal static class CommonOptions
{
    public static Option<string?> ClusterProcs() => LabOption.Text(
        "cluster_procs", "<file>", "the file of the running cluster", Cluster.ClusterOpening.ClusterProcsName);

    /// <summary>For commands that talk to nodes they have not started.</summary>
    public static Option<string?> ClusterSecretFile() => LabOption.Text(
        "cluster_secret_file", "<file>", "the running cluster's secret (default: the file that <cluster_procs> names)");

    /// <summary>For commands that start nodes.</summary>
    public static Option<string?> DataDir() => LabOption.Text(
        "data_dir", "<folder>", "where nodes keep their data, each in <folder>/<node> (default <output_dir>/data)");

    /// <param name="what">It decides.</param>
    public static Option<ulong?> Seed(string what) => LabOption.Seed(
        "seed", $"decides {what} (default: drawn and printed)");

    /// <summary>For commands whose answer is on the screen.</summary>
    public static Option<string?> OutputDir(string fileName) => LabOption.Text(
        "output_dir", "<folder>", $"also write the answer there, as {fileName}");

    /// <summary>For commands that leave files in any case.</summary>
    public static Option<string?> OutputDirOrDefault(string label) => LabOption.Text(
        "output_dir", "<folder>", $"where files go (default results/<timestamp>_{label})");
}
