using System.Globalization;

namespace DynamoLab.Bench.Peers.Processes;

internal static class ProcessorTime
{
    // Of /proc, always 100 on Linux.
    private const double TicksPerSecond = 100;
    private const int UserField = 11;

    /// <summary>Seconds of processor time, user and system, that the processes have used together.</summary>
    public static double Of(IEnumerable<int> processIds) => processIds.Sum(id =>
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");

        // The name, in parentheses, may hold spaces; what follows it begins with the state.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(UserField).Take(2).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture))
            / TicksPerSecond;
    });
}
