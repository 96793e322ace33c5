using DynamoLab.Node.Orleans.Options;

namespace DynamoLab.Node.Orleans.Tests.Options;

public sealed class SiloCommandTests
{
    [Fact]
    public void Parse_WordsOfBoth_PartsThem()
    {
        var (settings, node, error) = SiloCommand.Parse(
            "--id n1 --silo_port 7001 --join 127.0.0.1:1 --orleans-table t.json --exit_with_parent".Split(' '));

        Assert.Equal("", error);
        Assert.Equal(
            new SiloSettings { Port = 7001, Clustering = ClusteringKind.File, TablePath = "t.json" }, settings);
        Assert.Equal(["--id", "n1", "--join", "127.0.0.1:1", "--exit_with_parent"], node);
    }

    [Theory]
    [InlineData("--silo_port 0", "--silo_port is '0'; accepted: 1 to 65535")]
    [InlineData("--orleans_clustering redis", "--orleans_clustering is 'redis'; accepted: file, adonet")]
    [InlineData(
        "--orleans_clustering adonet",
        "--connection_string is missing; accepted: that of the PostgreSQL database of --orleans_clustering adonet")]
    [InlineData(
        "--connection_string Host=x",
        "--connection_string is given; accepted: only with --orleans_clustering adonet")]
    public void Parse_OfWhatIsNotAccepted_NamesIt(string line, string error) =>
        Assert.Equal(error, SiloCommand.Parse(line.Split(' ')).Error);

    [Fact]
    public void Parse_OfHelp_LeavesItToTheNode() =>
        Assert.Equal(["--help"], SiloCommand.Parse(["--help"]).NodeArguments);
}
