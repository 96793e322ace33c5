using System.Globalization;
using DynamoLab.Bench.Overload;

// A cluster in memory under more load than it can take, or beside strangers that mean it no good.
// dotnet run -c Release --project bench/Overload -- overload [seconds of a phase] [rounds] [nodes]
// dotnet run -c Release --project bench/Overload -- strangers [pairs of runs] [which]
const int PeakWindow = 192;
const double CalmShare = 0.8;
const double OverloadFactor = 3;
const double NormalShare = 0.01;
const int PairSeconds = 4;

var number = Argument(1, 15);
using var nodes = new Nodes(Argument(3, 3));
await nodes.WhenReadyAsync();
using var load = new Load(nodes);
await load.RunAsync("warm up", 0, 6);
await (args is ["strangers", ..] ? StrangersAsync() : OverloadAsync());
Console.WriteLine($"largest node: {nodes.PeakMiB()} MiB at its peak");

async Task OverloadAsync()
{
    var peak = (await load.RunAsync("peak, closed loop", 0, number, PeakWindow)).Rate;
    var (ratios, back) = (new List<double>(), new List<double>());
    for (var round = 0; round < Argument(2, 1); round++)
    {
        var calm = await load.RunAsync("80% of peak", CalmShare * peak, number);
        var storm = await load.RunAsync("300% of peak", OverloadFactor * peak, number, isLast: false);
        var after = await load.RunAsync("80% again", CalmShare * peak, number);
        ratios.Add(storm.P99Ms / calm.P99Ms);
        var normalMs = 2 * calm.Slices.Max(slice => slice.Ms(0.99));
        back.Add(Load.SliceSeconds * (1 + after.Slices.ToList().FindLastIndex(
            slice => slice.RefusedShare > NormalShare || slice.Ms(0.99) > normalMs)));
    }

    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"p99 of what was accepted: {Median(ratios):0.0} x that at 80%, {ratios.Max():0.0} x at worst (bound: 5)"));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"back to normal after {back.Max():0.0} s at worst: from then on every half second less than "
            + $"{100 * NormalShare:0}% refused or failed, and a p99 of up to twice the worst before"));
    Console.WriteLine($"refused unread: {await nodes.CounterAsync("requests_shed")}");
}

async Task StrangersAsync()
{
    foreach (var kind in args.Length > 2 ? [args[2]] : Strangers.Kinds)
    {
        var (alone, beside) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < number; pair++)
        {
            alone.Add((await load.RunAsync("", 0, PairSeconds)).Rate);
            using var strangers = new Strangers(kind, nodes.Ports);
            beside.Add((await load.RunAsync("", 0, PairSeconds)).Rate);
        }

        var share = 1 - (Median(beside) / Median(alone));
        Console.WriteLine(
            $"{kind,-10} alone {Median(alone):0}/s, beside them {Median(beside):0}/s: {100 * share:0.0}% less");
    }

    Console.WriteLine($"connections refused: {await nodes.CounterAsync("connections_refused")}");
}

static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

int Argument(int index, int otherwise) =>
    index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
