using System.Globalization;
using System.Runtime.InteropServices;

namespace DynamoLab.Node.Lifetime;

/// <summary>
/// Linux' policy for work that is in no hurry to begin: a thread that wakes up waits until the one at work is done.
/// By default it interrupts it: a node that sends a message wakes its peer up, and would be put aside in the middle of
/// what it does. See docs/decisions/0022.
/// </summary>
internal static partial class BatchScheduling
{
    /// <summary>The system's number of it.</summary>
    private const int Policy = 3;

    /// <summary>
    /// For all threads there are, the runtime's own too, and those that they create. Where the system knows no such
    /// policy, nothing happens.
    /// </summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var priority = 0;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            var id = int.Parse(Path.GetFileName(thread.AsSpan()), CultureInfo.InvariantCulture);
            _ = SetScheduler(id, Policy, in priority);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);
}
