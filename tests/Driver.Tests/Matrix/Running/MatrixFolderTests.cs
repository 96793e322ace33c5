using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Matrix.Running;

namespace DynamoLab.Driver.Tests.Matrix.Running;

public sealed class MatrixFolderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Output => _scratch.PathOf("out");

    private string Outside => _scratch.PathOf("outside");

    public MatrixFolderTests()
    {
        Directory.CreateDirectory(Output);
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Path.Combine(Outside, "precious.txt"), "mine");
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("cells")]
    [InlineData("clusters")]
    [InlineData(".matrix.lock")]
    public void Take_ALinkOutOfTheFolder_IsRefused(string name)
    {
        var link = Path.Combine(Output, name);
        var target = Path.Combine(Outside, "new");
        File.CreateSymbolicLink(link, target);

        var problem = Assert.Throws<CannotRunException>(() => MatrixFolder.Take(Output));

        Assert.Equal($"{link} is a link to {target}; accepted: no link there", problem.Message);
        Assert.Equal([Path.Combine(Outside, "precious.txt")], Directory.EnumerateFileSystemEntries(Outside));
    }

    [Fact]
    public void BeginAndNextCluster_ALinkInPlaceOfTheFolder_IsRefused()
    {
        using var folder = MatrixFolder.Take(Output);
        var options = new ExperimentOptions { Label = "a", OutputDir = "", RepeatCommand = "", Seed = 1 };
        var cell = new MatrixCell { Name = "a", Row = "a", Axes = [], Settings = [], Options = options };
        Link("cells/a-r1");
        Link("clusters/1");

        Assert.Throws<CannotRunException>(() => folder.Begin(new CellRun(cell, 1)));
        Assert.Throws<CannotRunException>(folder.NextCluster);

        Assert.Equal([Path.Combine(Outside, "precious.txt")], Directory.EnumerateFileSystemEntries(Outside));

        void Link(string name)
        {
            var link = Path.Combine(Output, name);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            Directory.CreateSymbolicLink(link, Outside);
        }
    }
}
