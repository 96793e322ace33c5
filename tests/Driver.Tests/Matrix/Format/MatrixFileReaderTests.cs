using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Tests.Matrix.Format;

public sealed class MatrixFileReaderTests
{
    [Fact]
    public void Parse_OfASmallMatrix_HasItsRows()
    {
        var file = MatrixTexts.Parse(MatrixTexts.Small);

        Assert.Equal(("small", 1, null), (file.Name, file.Repeats, file.Seed));
        Assert.Equal(["quiet", "quorums"], file.Rows.Select(row => row.Name));
        Assert.Equal(new Setting("nodes", "3", 3, "defaults.nodes"), file.Defaults[0]);
        Assert.Equal(["1", "4"], file.Rows[0].Axes[0].Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData("""{"from": 1, "to": 256}""", "1 2 4 8 16 32 64 128 256")]
    [InlineData("""{"from": 16, "to": 128}""", "16 32 64 128")]
    [InlineData("""{"from": 3, "to": 9}""", "4 8")]
    [InlineData("""{"from": 1, "to": 5, "step": 1}""", "1 2 3 4 5")]
    [InlineData("""{"from": 10, "to": 35, "step": 10}""", "10 20 30")]
    [InlineData("""{"from": 1073741824, "to": 2147483647}""", "1073741824")]
    public void Axis_AsARange_IsEveryPowerOfTwoOrStep(string axis, string values)
    {
        var file = MatrixTexts.Parse(
            $$$"""{"name": "m", "rows": [{"name": "a", "axes": {"slow_ms": {{{axis}}}}}]}""");

        Assert.Equal(values, string.Join(' ', file.Rows[0].Axes[0].Values.Select(value => value.Value)));
    }

    [Fact]
    public void Setting_ByAnotherOfItsNames_IsTheSameSetting()
    {
        var file = MatrixTexts.Parse(
            """{"name": "m", "defaults": {"read_quorum_r": 1, "post_repair": true}, "rows": [{"name": "a"}]}""");

        Assert.Equal([("R", "1"), ("post_repair", "true")], file.Defaults.Select(s => (s.Name, s.Value)));
    }

    [Theory]
    [InlineData("[]", "line 1: matrix: a list is not an object; accepted: one with name, description,")]
    [InlineData("{\n\"rows\": []}", "line 1: name: is missing; accepted: a text")]
    [InlineData("{\"name\": \"m\",\n\"colour\": 1}", "line 2: colour: unknown field; accepted: name, description, ")]
    [InlineData("{\"name\": \"../m\"}", "line 1: name: \"../m\" is not a name; accepted: 1 to 40 letters")]
    [InlineData("{\"name\": \"m\",\n\"repeats\": 0}", "line 2: repeats: 0 is not a whole number from 1 to 1000")]
    [InlineData("{\"name\": \"m\",\n\"seed\": -1}", "line 2: seed: -1 is not a whole number from 0 to 2^64 - 1")]
    [InlineData(
        "{\"name\": \"m\",\n\"rows\": []}", "line 2: rows: a list has no rows; accepted: a list of at least one")]
    [InlineData("{\"name\": \"m\"}", "line 1: rows: is missing; accepted: a list of rows")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"concurency\": 4}}",
        "line 2: defaults.concurency: unknown setting; did you mean concurrency?")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"xyzzy\": 4}}", "line 2: defaults.xyzzy: unknown setting; accepted: ")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"seed\": 4}}",
        "line 2: defaults.seed: not for a cell: the matrix decides it")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"tls_cert\": \"node.pem\"}}",
        "line 2: defaults.tls_cert: not for a cell: the matrix decides it")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"dist\": \"pareto\"}}",
        "line 2: defaults.dist: dist pareto is not one of: uniform, zipf")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"concurrency\": true}}",
        "line 2: defaults.concurrency: true is not a whole number below 2^31")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"concurrency\": 1.5}}",
        "line 2: defaults.concurrency: concurrency 1.5 is not a whole number below 2^31")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"post_repair\": 1}}",
        "line 2: defaults.post_repair: 1 is not true or false")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"dist\": \"\"}}", "line 2: defaults.dist: \"\" is not one of: uniform")]
    [InlineData(
        "{\"name\": \"m\", \"defaults\": {\n\"R\": 1,\n\"read_quorum_r\": 2}}",
        "line 3: defaults.read_quorum_r: the same setting as in line 2, defaults.R")]
    public void Parse_OfABadMatrix_NamesLineFieldAndWhatIsAccepted(string text, string message) =>
        AssertRefused(text, message);

    [Theory]
    [InlineData("{}", "line 2: rows[0].name: is missing; accepted: a text")]
    [InlineData(
        "{\"name\": \"a\"},\n{\"name\": \"a\"}", "line 3: rows[1].name: \"a\" is the name of the row in line 2 too")]
    [InlineData(
        "{\"name\": \"a\",\n\"axis\": {}}", "line 3: rows[0].axis: unknown field; accepted: name, description, ")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\": []}}", "line 3: rows[0].axes.R: an empty list; accepted: a list of")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\": 1}}", "line 3: rows[0].axes.R: 1 is not an axis; accepted: a list of")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\":\n{\"from\": 9, \"to\": 3}}}",
        "line 4: rows[0].axes.R: an empty range: from 9 is above to 3")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\": {\"from\": 5, \"to\": 7}}}",
        "line 3: rows[0].axes.R: an empty range: no power of two is within 5 to 7; accepted: ")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\": {\"from\": 1}}}",
        "line 3: rows[0].axes.R.to: is missing; accepted: a whole")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"R\": {\"from\": 0, \"to\": 1}}}",
        "line 3: rows[0].axes.R.from: 0 is not a whole number from 1 to 2147483647")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"slow_ms\": {\"from\": 1, \"to\": 5000, \"step\": 1}}}",
        "line 3: rows[0].axes.slow_ms: 1001 values; accepted: at most 1000")]
    [InlineData("{\"name\": \"a\",\n\"axes\": {\"R\": [1,\n1]}}", "line 4: rows[0].axes.R: 1 stands in the list twice")]
    [InlineData(
        "{\"name\": \"a\",\n\"settings\": {\"R\": 1},\n\"axes\": {\"R\": [1]}}",
        "line 4: rows[0].axes.R: fixed to 1 in line 3; accepted: one of the two")]
    [InlineData(
        "{\"name\": \"a\",\n\"axes\": {\"dist\": [\"uniform\",\n\"unifrom\"]}}",
        "line 4: rows[0].axes.dist: dist unifrom is not one of: uniform, zipf")]
    public void Parse_OfABadRow_NamesLineFieldAndWhatIsAccepted(string rows, string message) =>
        AssertRefused($"{{\"name\": \"m\", \"rows\": [\n{rows}]}}", message);

    private static void AssertRefused(string text, string message)
    {
        var problem = Assert.Throws<CannotRunException>(() => MatrixTexts.Parse(text));

        Assert.StartsWith($"m.json, {message}", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }
}
