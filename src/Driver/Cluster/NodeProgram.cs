using System.Runtime.InteropServices;

namespace DynamoLab.Driver.Cluster;

/// <summary>The program that nodes run, and how it is called.</summary>
/// <param name="Command">The executable and the arguments that come before the node's own.</param>
public sealed record NodeProgram(IReadOnlyList<string> Command)
{
    private const string Name = "dynamo-node";

    /// <summary>The root of the .NET installation that runs this program: nodes run on the same.</summary>
    public static string DotnetRoot { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <param name="nodeBinary">What <c>--node_binary</c> says; null looks in the folder beside this program.</param>
    /// <exception cref="CannotRunException">There is no such program.</exception>
    public static NodeProgram Find(string? nodeBinary) =>
        nodeBinary is null ? FindBeside(AppContext.BaseDirectory) : Of(Path.GetFullPath(nodeBinary));

    internal static NodeProgram FindBeside(string folder)
    {
        var program = Path.Combine(folder, "node", OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        return File.Exists(program) ? new NodeProgram([program]) : Of(Path.Combine(folder, "node", $"{Name}.dll"));
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
