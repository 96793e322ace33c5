using System.Runtime.CompilerServices;
using DynamoLab.Driver.Matrix.Running;

namespace DynamoLab.Driver.Tests.Matrix;

/// <summary>The matrices in <c>cluster/matrix</c> can be run, slowly and quickly.</summary>
public sealed class ShippedMatrixTests
{
    [Theory]
    [InlineData("seed", 28, 1)]
    [InlineData("quorum", 544, 4)]
    [InlineData("hotspot", 72, 3)]
    [InlineData("repair-ablation", 16, 8)]
    public void Matrix_AsShipped_HasItsCellsOnFewClusters(string name, int cells, int clusters)
    {
        foreach (var isQuick in (bool[])[false, true])
        {
            var all = MatrixTexts.Cells(File.ReadAllText(Path.Combine(Folder(), $"{name}.json")), isQuick);

            Assert.Equal(cells, all.Count);
            Assert.Equal(clusters, MatrixPlan.ClustersOf(MatrixPlan.Of(all, repeats: 1)).Count);
        }
    }

    [Fact]
    public void Readme_NamesEveryShippedFileAndRow()
    {
        var readme = File.ReadAllText(Path.Combine(Folder(), "..", "README.md"));

        foreach (var file in Directory.GetFiles(Folder(), "*.json"))
        {
            Assert.Contains($"`matrix/{Path.GetFileName(file)}`", readme, StringComparison.Ordinal);
        }

        foreach (var row in MatrixTexts.Parse(File.ReadAllText(Path.Combine(Folder(), "seed.json"))).Rows)
        {
            Assert.Contains($"| `{row.Name}` |", readme, StringComparison.Ordinal);
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "cluster", "matrix"));
}
