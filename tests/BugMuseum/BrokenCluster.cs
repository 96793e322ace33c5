using System.Reflection;
using System.Runtime.Loader;

namespace DynamoLab.BugMuseum;

/// <summary>Runs schedules on an exhibit's assembly, which is loaded apart from everything else.</summary>
internal sealed class BrokenCluster : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly MethodInfo _run;
    private readonly object _limits;

    public BrokenCluster(Exhibit exhibit)
    {
        _context = new AssemblyLoadContext(exhibit.Name, isCollectible: true);
        using var bytes = new MemoryStream(Workshop.Build(exhibit));
        var assembly = _context.LoadFromStream(bytes);
        var limits = assembly.GetType("DynamoLab.Simulation.SimulationLimits", throwOnError: true)!;
        _limits = Activator.CreateInstance(limits)!;
        _run = assembly.GetType("DynamoLab.Simulation.Schedule", throwOnError: true)!
            .GetMethod("Run", [typeof(ulong), limits, typeof(TextWriter)])!;
    }

    /// <summary>What the schedule of the seed failed with; both empty when nothing was noticed.</summary>
    public (string Kind, string Failure) Run(ulong seed)
    {
        var result = _run.Invoke(null, [seed, _limits, null])!;
        return (Read(result, "FailureKind"), Read(result, "Failure"));
    }

    public void Dispose() => _context.Unload();

    private static string Read(object result, string property) =>
        (string)result.GetType().GetProperty(property)!.GetValue(result)!;
}
