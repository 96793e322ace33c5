namespace DynamoLab.Architecture;

/// <summary>
/// A named set of APIs that some projects may not use. Time and randomness are parameters there, and whatever
/// touches the world is an effect that a host carries out.
/// </summary>
/// <param name="Reason">Why they are banned, as the end of a sentence.</param>
/// <param name="Namespaces">Banned with all that lies below them.</param>
/// <param name="Types">Banned with all their members and nested types.</param>
/// <param name="Members">Banned members of types that are otherwise free, as <c>Type.Member</c>.</param>
/// <param name="Exceptions">Types or members that stay free although the rest bans them.</param>
internal sealed record BannedApis(
    string Reason, string[] Namespaces, string[] Types, string[] Members, string[] Exceptions)
{
    /// <summary>For Core, Repair, Replica and Storage.</summary>
    public static BannedApis Pure { get; } = new(
        "time and randomness are parameters, and effects belong to the hosts",
        Namespaces: ["System.Threading", "System.Net.Sockets", "System.Net.Http", "System.IO.Pipes"],
        Types:
        [
            "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch",
            "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
            "System.Environment", "System.Console", "System.Diagnostics.Process",
            "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.FileSystemInfo",
            "System.IO.FileSystemWatcher", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo",
            "System.IO.Path", "System.IO.RandomAccess", "System.IO.StreamReader", "System.IO.StreamWriter",
            "Microsoft.Win32.SafeHandles.SafeFileHandle",
        ],
        Members: ["System.Guid.NewGuid", "System.Guid.CreateVersion7"],
        Exceptions:
        [
            // Compiled from `event` and from iterators; neither brings a thread or the outside world in.
            "System.Threading.Interlocked", "System.Environment.get_CurrentManagedThreadId",
        ]);

    /// <summary>For Simulation, which runs on virtual time but may use files and threads.</summary>
    public static BannedApis WallTime { get; } = new(
        "the simulation runs on virtual time",
        Namespaces: [],
        Types:
        [
            "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch",
            "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Timers.Timer",
        ],
        Members:
        [
            "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay",
            "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        ],
        Exceptions: []);

    /// <summary>The banned uses of one assembly, each as a sentence for its author.</summary>
    public IReadOnlyList<string> Violations(string assembly, IEnumerable<ApiUse> uses) =>
        [.. uses.Where(IsBanned).Select(Name).Order(StringComparer.Ordinal)
            .Select(name => $"{assembly} uses {name}: {Reason}.")];

    private static string Name(ApiUse use) => use.Member.Length == 0 ? use.Type : $"{use.Type}.{use.Member}";

    private bool IsBanned(ApiUse use)
    {
        var name = Name(use);
        if (Exceptions.Any(free => IsOrIsBelow(name, free)) || IsOwnerOfException(use))
        {
            return false;
        }

        return Namespaces.Any(space => IsOrIsBelow(name, space))
            || Types.Any(type => IsOrIsBelow(name, type))
            || Members.Contains(name);
    }

    // The bare reference to a type with a free member proves nothing; its other members give themselves away.
    private bool IsOwnerOfException(ApiUse use) =>
        use.Member.Length == 0 && Exceptions.Any(free => free.StartsWith(use.Type + ".", StringComparison.Ordinal));

    private static bool IsOrIsBelow(string name, string root) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] == '.');
}
