using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class ResultsFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 14, 45, 6, TimeSpan.FromHours(1));

    private readonly string _root = Directory.CreateTempSubdirectory("dynamolab-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void FreePath_Label_IsNamedByUtcTimeAndLabel() => Assert.Equal(
        Path.Combine(_root, "20260131_134506_A_zipf_crash"),
        ResultsFolder.FreePath(_root, Start, "A_zipf_crash"));

    [Fact]
    public void FreePath_NameTaken_CountsOn()
    {
        Directory.CreateDirectory(Path.Combine(_root, "20260131_134506_x"));
        File.WriteAllText(Path.Combine(_root, "20260131_134506_x_2"), "");

        Assert.Equal(Path.Combine(_root, "20260131_134506_x_3"), ResultsFolder.FreePath(_root, Start, "x"));
    }

    [Theory]
    [InlineData("../up", "..-up")]
    [InlineData("a b/c\\d", "a-b-c-d")]
    public void FreePath_LabelThatIsNoFileName_StaysInTheRoot(string label, string name) => Assert.Equal(
        Path.Combine(_root, $"20260131_134506_{name}"), ResultsFolder.FreePath(_root, Start, label));

    [Fact]
    public void Open_NewFolder_IsCreatedAndNamesTheTables()
    {
        var folder = ResultsFolder.Open(Path.Combine(_root, "a", "b"), Start);

        Assert.True(Directory.Exists(folder.Path));
        Assert.Equal(Path.Combine(_root, "a", "b", "workload_20260131_134506.csv"), folder.WorkloadCsv);
        Assert.Equal(Path.Combine(_root, "a", "b", "load_20260131_134506.csv"), folder.LoadCsv);
    }

    [Fact]
    public void Open_FolderThatHoldsSomething_IsRefusedByName()
    {
        File.WriteAllText(Path.Combine(_root, "precious.txt"), "mine");

        var problem = Assert.Throws<CannotRunException>(() => ResultsFolder.Open(_root, Start));

        Assert.Contains($"--output_dir {_root} is not empty", problem.Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_root, "precious.txt")));
    }

    [Fact]
    public void Open_PathThatIsAFile_IsRefused()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        Assert.Contains(
            $"--output_dir {file}", Assert.Throws<CannotRunException>(() => ResultsFolder.Open(file, Start)).Message);
    }

    [Fact]
    public void Write_NameThatExists_ThrowsAndKeepsTheOld()
    {
        var folder = ResultsFolder.Open(Path.Combine(_root, "r"), Start);
        folder.Write("a.txt", "first");

        Assert.Throws<CannotRunException>(() => folder.Write("a.txt", "second"));

        Assert.Equal("first", File.ReadAllText(folder.PathOf("a.txt")));
    }
}
