using System.Text;

namespace DynamoLab.Fuzz.Tests;

/// <summary>Cases that a parser once failed at.</summary>
public sealed class FormerFailureTests
{
    [Theory]
    [InlineData("cluster_procs", "{\"\\ud800\": {\"pid\": 1, \"port\": 2}}")]
    [InlineData("cluster_procs", "{\"node1\": {\"pid\": [\n1], \"port\": 2}}")]
    [InlineData("cluster_procs", "{\"\\node1\": {\"pid\": 1, \"port\": 2}}")]
    [InlineData("bundle_metrics", "{\"overall\": {\"successful_ops_per_s\": 1}, \"impact\": {\"\\ud800\": 1}}")]
    [InlineData("run_options", "@\0")]
    [InlineData("matrix", "{\"name\": \"\\udc00\"}")]
    [InlineData("matrix_csv", "row,row\na,b\n")]
    [InlineData("matrix_csv", "row,cell,concurrency,overall_ops_per_s\nload,\0,1,1\nload,b,2,1\n")]
    [InlineData("config", "{\"parameters\": {}, \"repeat\": 1, \"repeat\": 2}")]
    [InlineData("config", "{\"parameters\": {}, \"environment\": {\"commit\": 1, \"commit\": 2}}")]
    [InlineData("config", "{\"parameters\": {}, \"repeat\": \"\\ud800\"}")]
    [InlineData("config", "{\"parameters\": {}, \"\\ud800\": 1}")]
    [InlineData("matrix_results", "{\"name\": \"a\", \"description\": \"\", \"quick\": false, \"command\": \"\"}")]
    [InlineData("matrix_results", "{\"name\": \"a\", \"description\": \"\", \"quick\": false, \"command\": \"\", "
        + "\"rows\": [null]}")]
    [InlineData("bundle_config", "5")]
    [InlineData("bundle_config", "{\"environment\": {\"os\": 1, \"os\": 2}}")]
    [InlineData("bundle_config", "{\"environment\": {\"os\": \"\\ud800\"}}")]
    [InlineData("operations", "timestamp,op,key,node,success,latency_us,context,dot\n"
        + "2026-01-31T13:45:06Z,WRITE,k,n,true,1,AAA,n@18f:99999999999999999999999\n")]
    [InlineData("node_options", "-\u2028x\ny")]
    [InlineData("power_journal", "= 1.log x\n")]
    [InlineData("power_journal", "= ../1.log 5\n")]
    public void Parse_Text_IsAcceptedOrRejected(string target, string text) =>
        AllTargets.Make().Single(t => t.Name == target).Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Each had the names of all commands encoded anew.</summary>
    [Fact]
    public void Parse_ManyCommandsOfTheRedisProtocol_StaysWithinTheBound()
    {
        var target = AllTargets.Make().Single(t => t.Name == "resp");
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*1\r\n$7\r\nCOMMAND\r\n", 155)));
        target.Parse(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        target.Parse(bytes);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, target.AllocationBase + (target.AllocationPerByte * bytes.Length));
    }
}
