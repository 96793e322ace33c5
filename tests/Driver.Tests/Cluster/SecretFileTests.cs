using System.Runtime.Versioning;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

[UnsupportedOSPlatform("windows")]
public sealed class SecretFileTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Create_OfAFile_IsForItsOwnerAlone_AndNeverTheSameSecret()
    {
        var path = _scratch.PathOf("deep/secret");
        var first = SecretFile.Create(path);
        var second = SecretFile.Create(path);

        Assert.Equal(OwnersOnly, File.GetUnixFileMode(path));
        Assert.Matches("^[0-9a-f]{64}\n$", File.ReadAllText(path));
        Assert.Equal(second.Secret.HttpToken, SecretFile.Read(path).Secret.HttpToken);
        Assert.NotEqual(first.Secret.HttpToken, second.Secret.HttpToken);
    }

    [Fact]
    public void Create_WhereALinkLeadsElsewhere_ReplacesTheLinkAlone()
    {
        var elsewhere = _scratch.File("elsewhere", "kept");
        File.CreateSymbolicLink(_scratch.PathOf("secret"), elsewhere);

        SecretFile.Create(_scratch.PathOf("secret"));

        Assert.Equal("kept", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void Create_WhereNoFileCanBe_SaysSo()
    {
        var blocked = Path.Combine(_scratch.File("file", ""), "secret");

        Assert.StartsWith(
            $"the cluster's secret, {blocked}, cannot be written:", Error(() => SecretFile.Create(blocked)));
    }

    [Fact]
    public void Read_OfAFileThatOthersCanRead_NamesItsMode()
    {
        var path = SecretFile.Create(_scratch.PathOf("secret")).Path;
        File.SetUnixFileMode(path, OwnersOnly | UnixFileMode.GroupRead);

        Assert.Equal(
            $"the file of the cluster's secret, {path}, has mode 0640; "
            + "accepted: 0600 or 0400, so that only its owner can read it",
            Error(() => SecretFile.Read(path)));
    }

    [Fact]
    public void Read_OfNoFile_SaysSo() => Assert.StartsWith(
        $"the file of the cluster's secret, {_scratch.PathOf("gone")}, cannot be read:",
        Error(() => SecretFile.Read(_scratch.PathOf("gone"))));

    private static string Error(Action action) => Assert.Throws<CannotRunException>(action).Message;
}
