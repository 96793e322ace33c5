using System.Diagnostics;
using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers;

/// <summary>A closed loop: so many clients, each with one operation under way, on keys drawn uniformly.</summary>
internal static class Load
{
    /// <summary>Puts every key once.</summary>
    public static async Task FillAsync(IRunningStore store, Samples samples)
    {
        const int Clients = 64;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async index =>
        {
            await using var client = await store.ConnectAsync(index);
            for (var key = Interlocked.Increment(ref next); key < samples.Count; key = Interlocked.Increment(ref next))
            {
                await client.PutAsync(key);
            }
        }));
    }

    public static async Task<Measurement> MeasureAsync(
        IRunningStore store, Samples samples, Work work, int concurrency, double warmupS, double seconds)
    {
        var begin = Stopwatch.GetTimestamp() + (long)(warmupS * Stopwatch.Frequency);
        var end = begin + (long)(seconds * Stopwatch.Frequency);
        var clients = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(store.ConnectAsync));
        var loops = clients
            .Select((client, index) => Task.Run(() => LoopAsync(client, samples, work, index, begin, end))).ToList();

        await Task.Delay(TimeSpan.FromSeconds(warmupS));
        var before = ProcessorTime.Of(store.ProcessIds);
        await Task.Delay(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), end));
        var used = ProcessorTime.Of(store.ProcessIds) - before;

        var latencies = (await Task.WhenAll(loops)).SelectMany(ticks => ticks).Order().ToArray();
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        return new Measurement(
            latencies.Length / seconds,
            Percentile(latencies, 0.5),
            Percentile(latencies, 0.99),
            used * 1e6 / latencies.Length);
    }

    /// <summary>The latencies, in ticks, of the operations that ended between begin and end.</summary>
    private static async Task<List<long>> LoopAsync(
        IStoreClient client, Samples samples, Work work, int seed, long begin, long end)
    {
        var random = new Random(seed);
        var latencies = new List<long>();
        var now = Stopwatch.GetTimestamp();
        while (now < end)
        {
            var started = now;
            var key = random.Next(samples.Count);
            await (random.NextDouble() < work.ReadShare ? client.GetAsync(key) : client.PutAsync(key));
            now = Stopwatch.GetTimestamp();
            if (now >= begin && now < end)
            {
                latencies.Add(now - started);
            }
        }

        return latencies;
    }

    private static double Percentile(long[] sorted, double share) => sorted.Length == 0
        ? double.NaN
        : sorted[(int)(share * (sorted.Length - 1))] * 1000.0 / Stopwatch.Frequency;
}
