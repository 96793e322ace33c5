using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace DynamoLab.Conformance;

/// <summary>Runs a theory once for every host that is built; the tests' names say for which.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BuiltHostsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Host.Built.Select(h => new TheoryDataRow<string>(h.Name))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
