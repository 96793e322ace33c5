using System.Runtime.InteropServices;

namespace DynamoLab.Driver.Cluster;

/// <summary>The program that nodes run, and how it is called.</summary>
/// <param name="Command">The executable and the arguments that come before the node's own.</param>
public sealed record NodeProgram(IReadOnlyList<string> Command)
{
    internal const string Name = "dynamo-node";
    internal const string OrleansName = "dynamo-node-orleans";

    /// <summary>The root of the .NET installation that runs this program: nodes run on the same.</summary>
    public static string DotnetRoot { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <param name="nodeBinary">What <c>--node_binary</c> says; null looks in a folder beside this program.</param>
    /// <param name="host">Whose program it is that lies there.</param>
    /// <exception cref="CannotRunException">There is no such program.</exception>
    public static NodeProgram Find(string? nodeBinary, HostKind host) => nodeBinary is null
        ? FindBeside(AppContext.BaseDirectory, host)
        : Of(Path.GetFullPath(nodeBinary));

    internal static NodeProgram FindBeside(string folder, HostKind host)
    {
        var (place, name) = host == HostKind.Orleans ? ("node-orleans", OrleansName) : ("node", Name);
        var program = Path.Combine(folder, place, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        var library = Path.Combine(folder, place, $"{name}.dll");
        if (host == HostKind.Orleans && !File.Exists(program) && !File.Exists(library))
        {
            throw new CannotRunException(
                $"--host orleans needs {library}, which is not built; build with OrleansHost=true in the environment, "
                + "where the feed has the packages Microsoft.Orleans.Server and .Clustering.AdoNet (docs/hosts.md)");
        }

        return File.Exists(program) ? new NodeProgram([program]) : Of(library);
    }

    private static NodeProgram Of(string path)
    {
        if (!File.Exists(path))
        {
            throw new CannotRunException($"--node_binary {path} does not exist; it must be the node program, {Name}");
        }

        var host = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        return path.EndsWith(".dll", StringComparison.Ordinal)
            ? new NodeProgram([Path.Combine(DotnetRoot, host), path])
            : new NodeProgram([path]);
    }
}
