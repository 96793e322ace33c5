namespace DynamoLab.Architecture;

public sealed class BannedApisTests
{
    private static readonly string[] PureProjects = ["Core", "Repair", "Replica", "Storage"];

    [Fact]
    public void PureProjects_AsBuilt_UseNoBannedApi() =>
        Expect.None(PureProjects.SelectMany(project => Violations(BannedApis.Pure, project)));

    [Fact]
    public void Simulation_AsBuilt_UsesNoWallTime() => Expect.None(Violations(BannedApis.WallTime, "Simulation"));

    [Fact]
    public void Driver_AsBuilt_UsesNoTypeOfNode() =>
        Assert.DoesNotContain("dynamo-node", AssemblyUses.Assemblies(BuiltPath("dynamolab")));

    [Fact]
    public void Assemblies_OfThisTestAssembly_NameWhatItUses() =>
        Assert.Contains("System.Reflection.Metadata", AssemblyUses.Assemblies(BuiltPath("DynamoLab.Architecture")));

    [Theory]
    [InlineData("System.DateTime", "")]
    [InlineData("System.DateTime", "get_UtcNow")]
    [InlineData("System.DateTimeOffset", "")]
    [InlineData("System.TimeProvider", "")]
    [InlineData("System.Diagnostics.Stopwatch", "GetTimestamp")]
    [InlineData("System.Random", "get_Shared")]
    [InlineData("System.Guid", "NewGuid")]
    [InlineData("System.Threading.Tasks.Task", "")]
    [InlineData("System.Threading.Tasks.ValueTask", "")]
    [InlineData("System.Threading.Thread", "")]
    [InlineData("System.Threading.Monitor", "Enter")]
    [InlineData("System.Threading.Lock.Scope", "Dispose")]
    [InlineData("System.Environment", "get_TickCount64")]
    [InlineData("System.IO.File", "ReadAllBytes")]
    [InlineData("System.IO.FileStream", "")]
    [InlineData("System.Net.Sockets.Socket", "")]
    public void Pure_BannedUse_IsCaught(string type, string member)
    {
        var violation = Assert.Single(BannedApis.Pure.Violations("DynamoLab.Core", [new ApiUse(type, member)]));

        Assert.Contains(type, violation);
    }

    [Theory]
    [InlineData("System.Guid", "")]
    [InlineData("System.TimeSpan", "")]
    [InlineData("System.Environment", "")]
    [InlineData("System.Environment", "get_CurrentManagedThreadId")]
    [InlineData("System.Threading.Interlocked", "CompareExchange")]
    [InlineData("System.IO.InvalidDataException", ".ctor")]
    [InlineData("DynamoLab.Core.DeterministicRandom", "Next")]
    public void Pure_FreeUse_IsAccepted(string type, string member) =>
        Assert.Empty(BannedApis.Pure.Violations("DynamoLab.Core", [new ApiUse(type, member)]));

    [Theory]
    [InlineData("System.DateTime", "get_UtcNow")]
    [InlineData("System.Diagnostics.Stopwatch", "")]
    [InlineData("System.Threading.Tasks.Task", "Delay")]
    [InlineData("System.Environment", "get_TickCount64")]
    public void WallTime_BannedUse_IsCaught(string type, string member) =>
        Assert.Single(BannedApis.WallTime.Violations("DynamoLab.Simulation", [new ApiUse(type, member)]));

    [Theory]
    [InlineData("System.IO.File", "WriteAllText")]
    [InlineData("System.Threading.Tasks.Task", "Run")]
    public void WallTime_FreeUse_IsAccepted(string type, string member) =>
        Assert.Empty(BannedApis.WallTime.Violations("DynamoLab.Simulation", [new ApiUse(type, member)]));

    [Fact]
    public void Apis_OfAnImpureAssembly_ShowEveryBannedUse()
    {
        var violations = BannedApis.Pure.Violations("This", AssemblyUses.Apis(typeof(Impure).Assembly.Location));

        Assert.Contains(violations, violation => violation.Contains("System.Threading.Lock.EnterScope:"));
        Assert.Contains(violations, violation => violation.Contains("System.Threading.Tasks.Task:"));
        Assert.Contains(violations, violation => violation.Contains("System.DateTime.get_UtcNow:"));
        Assert.Contains(violations, violation => violation.Contains("System.Guid.NewGuid:"));
        Assert.Contains(violations, violation => violation.Contains("System.Random:"));
    }

    private static IReadOnlyList<string> Violations(BannedApis banned, string project)
    {
        var assembly = $"DynamoLab.{project}";
        return banned.Violations(assembly, AssemblyUses.Apis(BuiltPath(assembly)));
    }

    private static string BuiltPath(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        Assert.True(File.Exists(path), $"{assembly} is not built here: reference it in Architecture.csproj.");
        return path;
    }
}
