using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>
/// The windows of a run by the actual times of its faults: warm-up until the first inject, failure until the last
/// heal, recovery after it. A fault that is never healed lasts to the end. Without a fault: warm-up for as long as
/// configured, then steady. Empty windows are left out.
/// </summary>
public sealed class RunWindows
{
    private RunWindows(RunWindow overall, IReadOnlyList<RunWindow> parts, Instant? heal)
    {
        Overall = overall;
        Parts = parts;
        Heal = heal;
    }

    public RunWindow Overall { get; }

    /// <summary>In order of time, without gaps.</summary>
    public IReadOnlyList<RunWindow> Parts { get; }

    /// <summary>The last actual heal, when every fault was healed before the end.</summary>
    public Instant? Heal { get; }

    public static RunWindows Of(Instant start, double warmupSeconds, Instant end, IReadOnlyList<FaultEvent> faults)
    {
        var overall = new RunWindow(RunWindow.Overall, start.Microseconds, end.Microseconds);
        var injects = faults.Where(fault => fault.Phase == FaultPhase.Inject).ToList();
        if (injects.Count == 0)
        {
            var steadyFrom = Clip(WarmupEnd(start, warmupSeconds), start, end);
            return new RunWindows(overall, Named(start, end, (RunWindow.Warmup, start), (RunWindow.Steady, steadyFrom)),
                heal: null);
        }

        var inject = Clip(injects.Min(fault => fault.Actual), start, end);
        var heal = LastHeal(injects, faults);
        var recovery = Clip(heal ?? end, inject, end);
        var parts = Named(
            start, end, (RunWindow.Warmup, start), (RunWindow.Failure, inject), (RunWindow.Recovery, recovery));
        return new RunWindows(overall, parts, recovery < end ? recovery : null);
    }

    /// <summary>The part of that name, or null when there is none.</summary>
    public RunWindow? Find(string name) =>
        Parts.Where(part => part.Name == name).Select(part => (RunWindow?)part).FirstOrDefault();

    internal static Instant WarmupEnd(Instant start, double warmupSeconds) => start.PlusUs((long)(warmupSeconds * 1e6));

    private static Instant? LastHeal(List<FaultEvent> injects, IReadOnlyList<FaultEvent> faults)
    {
        var heals = injects.ConvertAll(inject => faults
            .Where(fault => fault.Phase == FaultPhase.Heal && fault.Kind == inject.Kind && fault.Node == inject.Node)
            .Where(fault => fault.Actual >= inject.Actual)
            .Select(fault => (Instant?)fault.Actual)
            .Min());
        return heals.Contains(null) ? null : heals.Max();
    }

    private static IReadOnlyList<RunWindow> Named(
        Instant start, Instant end, params ReadOnlySpan<(string Name, Instant From)> parts)
    {
        var windows = new List<RunWindow>();
        for (var i = 0; i < parts.Length; i++)
        {
            var from = Clip(parts[i].From, start, end);
            var to = i + 1 < parts.Length ? parts[i + 1].From : end;
            if (from < to)
            {
                windows.Add(new RunWindow(parts[i].Name, from.Microseconds, to.Microseconds));
            }
        }

        return windows;
    }

    private static Instant Clip(Instant instant, Instant low, Instant high) =>
        instant < low ? low : Instant.Min(instant, high);
}
