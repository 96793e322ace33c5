using System.Diagnostics;
using DynamoLab.Fuzz;
using DynamoLab.Fuzz.Engine;

// Tries every parser with cases made of valid samples. The exit code is 1 when one failed.
// dotnet run -c Release --project bench/fuzz -- [--cases N] [--seed N] [--target NAME] [--case N]
if (FuzzOptions.Parse(args, out var options) is { Length: > 0 } error)
{
    await Console.Error.WriteLineAsync($"error: {error}");
    return 2;
}

var targets = AllTargets.Make().Where(t => options.Target is null || t.Name == options.Target).ToList();
return options.Case is { } number ? Again(targets[0], number) : await RunAsync();

int Again(FuzzTarget target, long number)
{
    var round = new FuzzRound(target, options.Seed);
    var bytes = round.CaseOf(number);
    Console.WriteLine($"{target.Name}, case {number}, seed {options.Seed}: {bytes.Length} bytes");
    Console.WriteLine(Convert.ToHexStringLower(bytes));
    Console.WriteLine(round.Try(number)?.ToString() ?? round.Tally.Failures[0].What);
    return (int)Math.Min(1, round.Tally.Failed);
}

async Task<int> RunAsync()
{
    Console.WriteLine(
        $"{options.Cases} cases, seed {options.Seed}, {targets.Count} targets, "
        + $"{Environment.ProcessorCount} processors");
    var heapBefore = GC.GetTotalMemory(forceFullCollection: true);
    var run = new FuzzRun(targets, options.Seed);
    var clock = Stopwatch.StartNew();
    var running = run.RunAsync(options.Cases);
    while (await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(5))) != running)
    {
        Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  {run.Cases,11} cases");
        if (run.Hanging() is { } hanging)
        {
            Console.WriteLine(hanging);
            Environment.Exit(1);
        }
    }

    await running;
    Report(run, clock.Elapsed.TotalSeconds, heapBefore);
    return run.Rounds.Any(round => round.Tally.Failed > 0) ? 1 : 0;
}

static void Report(FuzzRun run, double seconds, long heapBefore)
{
    Console.WriteLine(
        $"{"target",-20}{"cases",11}{"cases/s",10}{"rejected",11}{"accepted",11}{"failed",8}");
    foreach (var (name, tally) in run.Rounds.Select(round => (round.Target.Name, round.Tally)))
    {
        var accepted = tally.Cases - tally.Rejected - tally.Failed;
        Console.WriteLine(
            $"{name,-20}{tally.Cases,11}{tally.Cases / tally.Seconds,10:0}{tally.Rejected,11}{accepted,11}"
            + $"{tally.Failed,8}");
    }

    var heap = (GC.GetTotalMemory(forceFullCollection: true) - heapBefore) / 1048576.0;
    Console.WriteLine(
        $"{run.Cases} cases in {seconds:0} s; the heap grew by {heap:0.0} MiB, "
        + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
    foreach (var failure in run.Rounds.SelectMany(round => round.Tally.Failures))
    {
        Console.WriteLine(failure);
    }
}
