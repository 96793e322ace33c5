using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class OutputFolderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Folder => _scratch.PathOf("out");

    public OutputFolderTests() => OutputFolder.Prepare(Folder);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Write_LinksWhereFileAndDraftGo_AreReplacedAndWhereTheyLeadStays()
    {
        var outside = _scratch.File("outside", "mine");
        var path = Path.Combine(Folder, "a.json");
        File.CreateSymbolicLink(path, outside);
        File.CreateSymbolicLink($"{path}.{Environment.ProcessId}.tmp", outside);

        OutputFolder.Write(Folder, "a.json", "theirs");

        Assert.Equal("mine", File.ReadAllText(outside));
        Assert.Equal("theirs", File.ReadAllText(path));
        Assert.Null(new FileInfo(path).LinkTarget);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void Write_WhereAFolderIs_NamesThePath()
    {
        var path = Directory.CreateDirectory(Path.Combine(Folder, "a.json")).FullName;

        var problem = Assert.Throws<CannotRunException>(() => OutputFolder.Write(Folder, "a.json", ""));

        Assert.StartsWith($"{path} could not be written: ", problem.Message, StringComparison.Ordinal);
    }
}
