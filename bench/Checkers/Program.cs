using System.Diagnostics;
using System.Globalization;
using DynamoLab.Bench.Checkers;
using DynamoLab.History;
using DynamoLab.History.Checkers;

// What all checkers cost for a history of a right protocol: seconds and memory, beside making the history alone.
// dotnet run -c Release --project bench/Checkers -- [operations] [keys] [workers] [seed]
var operations = Argument(0, 10_000_000);
var keys = Argument(1, 100_000);
var workers = Argument(2, 64);
var seed = Argument(3, 1);
Console.WriteLine($"{operations} operations, {keys} keys (zipf 0.99), {workers} workers, half reads, seed {seed}");

var clock = Stopwatch.StartNew();
var observed = 0L;
new MadeHistory(keys, workers, seed).Run(operations, _ => observed++);
var alone = clock.Elapsed.TotalSeconds;
Report("the history alone", alone, observed);

var heapBefore = GC.GetTotalMemory(forceFullCollection: true);
var checkers = new PromiseCheckers(Options());
var history = new MadeHistory(keys, workers, seed);
clock.Restart();
observed = 0;
history.Run(operations, operation =>
{
    observed++;
    checkers.Observe(operation);
});
var measured = checkers.Measure();
var reports = checkers.Finish(history.Final());
var both = clock.Elapsed.TotalSeconds;
Report("with all checkers", both, observed);
Report("the checkers", both - alone, observed);

var heap = GC.GetTotalMemory(forceFullCollection: true) - heapBefore;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"heap after: {heap / 1048576.0:0} MiB, {heap / (double)observed:0} bytes per operation "
        + $"(the history's own states included); peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB"));
foreach (var report in reports)
{
    Console.WriteLine(report);
}

Console.WriteLine($"stale reads: {measured.StaleReads.Violated} of {measured.StaleReads.Checked}");
GC.KeepAlive(checkers);
return reports.Any(report => report.Outcome == PromiseOutcome.Broken) ? 1 : 0;

static CheckerOptions Options() => new() { ReadQuorum = 2, WriteQuorum = 2, IsStrict = true };

int Argument(int index, int otherwise) =>
    index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

static void Report(string what, double seconds, long operations) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{what}: {seconds:0.0} s, {operations / seconds:0} operations/s"));
