using System.Globalization;
using System.Runtime.InteropServices;

namespace DynamoLab.Driver.Cluster;

/// <summary>Processes this one did not start, by their ids.</summary>
internal static class Processes
{
    private const int SignalKill = 9;
    private const int SignalTerminate = 15;

    /// <summary>Continue and stop: the numbers differ between systems.</summary>
    private static readonly int SignalContinue = OperatingSystem.IsMacOS() ? 19 : 18;

    private static readonly int SignalStop = OperatingSystem.IsMacOS() ? 17 : 19;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether it runs. One that has ended, but that its parent has not asked about, does not. One whose first thread
    /// has ended does as long as it has others: a killed node keeps its files, and the lock on them, until its last
    /// fsync returns.
    /// </summary>
    public static bool IsRunning(int processId)
    {
        if (Kill(processId, 0) != 0)
        {
            const int NotPermitted = 1;
            return Marshal.GetLastPInvokeError() == NotPermitted;
        }

        return !HasEnded(StateOf(processId), ThreadsOf(processId));
    }

    /// <param name="state">The letter Linux gives the first thread; a blank elsewhere.</param>
    /// <param name="threads">Threads that are left, the first one included even when it has ended.</param>
    internal static bool HasEnded(char state, int threads) => state is 'X' || (state is 'Z' && threads <= 1);

    public static void Terminate(int processId) => _ = Kill(processId, SignalTerminate);

    public static void Kill(int processId) => _ = Kill(processId, SignalKill);

    public static void Stop(int processId) => _ = Kill(processId, SignalStop);

    public static void Continue(int processId) => _ = Kill(processId, SignalContinue);

    /// <returns>False when it still runs after the limit.</returns>
    public static async Task<bool> IsGoneWithinAsync(int processId, TimeSpan limit, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; IsRunning(processId); waited += PollInterval)
        {
            if (waited >= limit)
            {
                return false;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellation);
        }

        return true;
    }

    /// <summary>The command line it was started with; null where the system does not tell.</summary>
    public static IReadOnlyList<string>? CommandLineOf(int processId)
    {
        var file = $"/proc/{Text(processId)}/cmdline";
        return File.Exists(file) ? File.ReadAllText(file).TrimEnd('\0').Split('\0') : null;
    }

    /// <summary>The folder it works in; null where the system does not tell.</summary>
    public static string? WorkingDirectoryOf(int processId)
    {
        var link = $"/proc/{Text(processId)}/cwd";
        return Directory.Exists(link) ? Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName : null;
    }

    /// <summary>Memory it holds, in bytes; null where the system does not tell.</summary>
    public static long? ResidentBytesOf(int processId)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{Text(processId)}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>File handles it has open, sockets included; null where the system does not tell.</summary>
    public static int? OpenFilesOf(int processId)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{Text(processId)}/fd").Count();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int ThreadsOf(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{Text(processId)}/task").Count();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The letter Linux gives its state; a blank elsewhere.</summary>
    private static char StateOf(int processId)
    {
        var file = $"/proc/{Text(processId)}/stat";
        if (!File.Exists(file))
        {
            return ' ';
        }

        try
        {
            // The name comes before the state, in parentheses, and may hold any character.
            var text = File.ReadAllText(file);
            return text[text.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            // It ended while it was read.
            return 'X';
        }
    }

    private static string Text(int processId) => processId.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
