using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Driver.Recording;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Recording;

public sealed class OperationCsvTests
{
    [Fact]
    public void Header_Always_StartsWithTheColumnsOfTheContract() => Assert.StartsWith(
        "timestamp,worker,op,key,node,success,latency_us,versions,context,error,attempts,first_attempt_success,",
        Text().Split('\n')[0]);

    [Fact]
    public void Write_ARead_IsThisRow() => Assert.Equal(
        "2026-01-31T13:38:26.123456Z,3,READ,key-000000000007,node2,true,1234,"
        + "\"[{\"\"dot\"\":\"\"node1@18f:5\"\",\"\"value\"\":\"\"w3.1a\"\"},"
        + "{\"\"dot\"\":\"\"node1@18f:4\"\",\"\"value\"\":null}]\","
        + "AgVub2RlMY8DBQA,,1,true,"
        + "2026-01-31T13:38:26.123412Z,1278,,,,1,node2,,2,1,12,false",
        Text(OperationSamples.Read()).Split('\n')[1]);

    [Fact]
    public void Write_AWrite_ReadsBackAsItWas()
    {
        var row = Rows(OperationSamples.Write())[0];

        Assert.Equal("WRITE", row["op"]);
        Assert.Equal("true", row["success"]);
        Assert.Equal("2", row["attempts"]);
        Assert.Equal("false", row["first_attempt_success"]);
        Assert.Equal("node1@18f:5", row["dot"]);
        Assert.Equal("node1;node3", row["acknowledged_by"]);
        Assert.Equal("node2;node3", row["attempt_nodes"]);
        Assert.Equal("connection refused, \"node2\";", row["attempt_errors"]);
        Assert.Equal(CausalContext.Empty, ContextOf(row["context"]));
        Assert.Equal(OperationSamples.Context5, ContextOf(row["result_context"]));
        using var versions = JsonDocument.Parse(row["versions"]);
        Assert.Equal("w3.1a", versions.RootElement[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Write_AFailedRead_HasNoContextAndKeepsItsError()
    {
        var row = Rows(OperationSamples.FailedRead())[0];

        Assert.Equal("false", row["success"]);
        Assert.Equal("", row["context"]);
        Assert.Equal("[]", row["versions"]);
        Assert.Equal("needed 2, got 1\nlate", row["error"]);
        Assert.Equal("false", row["first_attempt_success"]);
    }

    [Fact]
    public void Write_ADeleteThatCoversWhatIsHeld_SaysSo()
    {
        var row = Rows(OperationSamples.DeleteOfAll())[0];

        Assert.Equal("DELETE", row["op"]);
        Assert.Equal("true", row["covers_held"]);
        Assert.Equal("", row["context"]);
        Assert.Equal("", row["dot"]);
        Assert.Equal("""[{"dot":null,"value":null}]""", row["versions"]);
    }

    [Fact]
    public void Write_AValueIdOfSomebodyElse_IsEscapedAsJson()
    {
        var read = OperationSamples.Read() with
        {
            Versions = [new ObservedVersion(OperationSamples.Dot5, "a\"b\\c\u0007ü")],
        };

        using var versions = JsonDocument.Parse(Rows(read)[0]["versions"]);

        Assert.Equal("a\"b\\c\u0007ü", versions.RootElement[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Write_ManyOperations_GivesARowEachWithAllColumns()
    {
        var operations = Enumerable.Range(0, 5_000)
            .Select(i => OperationSamples.Read() with { Worker = i, End = OperationSamples.Start.PlusUs(i * 997) });

        var rows = Rows([.. operations]);

        Assert.Equal(5_000, rows.Count);
        Assert.All(rows, row => Assert.Equal(OperationCsv.Columns.Count, row.Count));
        Assert.Equal("4999", rows[^1]["worker"]);
        Assert.Equal("4984003", rows[^1]["latency_us"]);
    }

    private static CausalContext ContextOf(string text)
    {
        var reader = new WireReader(new ReadOnlySequence<byte>(Base64Url.DecodeFromChars(text)).FirstSpan);
        return VersionCodec.ReadContext(ref reader);
    }

    private static string Text(params Operation[] operations)
    {
        var text = new StringWriter();
        using (var csv = new OperationCsv(text))
        {
            foreach (var operation in operations)
            {
                csv.Write(operation);
            }
        }

        return text.ToString();
    }

    private static List<IDictionary<string, string>> Rows(params Operation[] operations)
    {
        using var reader = new CsvReader(new StringReader(Text(operations)), CultureInfo.InvariantCulture);
        var rows = new List<IDictionary<string, string>>();
        foreach (IDictionary<string, object> row in reader.GetRecords<dynamic>())
        {
            rows.Add(row.ToDictionary(field => field.Key, field => (string)field.Value, StringComparer.Ordinal));
        }

        return rows;
    }
}
