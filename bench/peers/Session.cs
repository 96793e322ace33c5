using DynamoLab.Bench.Peers.Contenders;

namespace DynamoLab.Bench.Peers;

/// <summary>
/// All contenders by turns, round after round, so that what else goes on in the machine meets all of them alike.
/// </summary>
internal sealed class Session(IReadOnlyList<IContender> contenders, Options options)
{
    private readonly Samples _samples = new(options.Keys, options.ValueBytes);
    private readonly Dictionary<(string Contender, string Work, int Concurrency), List<Measurement>> _rounds = [];

    public async Task RunAsync()
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var folder = Directory.CreateTempSubdirectory("peers-").FullName;
                try
                {
                    await MeasureAsync(contender, folder, round);
                }
                finally
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
    }

    /// <summary>All measurements, in the order of the rounds.</summary>
    public IEnumerable<KeyValuePair<(string Contender, string Work, int Concurrency), List<Measurement>>> Rounds =>
        _rounds;

    /// <summary>The medians of all rounds, or null where the contender was not measured.</summary>
    public Measurement? MedianOf(string contender, string work, int concurrency) =>
        _rounds.TryGetValue((contender, work, concurrency), out var rounds) ? Measurement.MedianOf(rounds) : null;

    private async Task MeasureAsync(IContender contender, string folder, int round)
    {
        await using var store = await contender.StartAsync(folder, _samples);
        await Load.FillAsync(store, _samples);
        foreach (var work in Work.All.Where(work => options.Works.Contains(work.Name)))
        {
            if (work.ReadShare > 0 && !contender.CanGet)
            {
                continue;
            }

            foreach (var concurrency in options.Concurrency)
            {
                if (options.IsForTargets && !Target.Needs(contender.Name, work.Name, concurrency))
                {
                    continue;
                }

                var measured = await Load.MeasureAsync(
                    store, _samples, work, concurrency, options.WarmupS, options.Seconds);
                var key = (contender.Name, work.Name, concurrency);
                _rounds.TryAdd(key, []);
                _rounds[key].Add(measured);
                Console.Error.WriteLine(
                    $"round {round} of {options.Rounds}  {contender.Name}  {work.Name} at {concurrency}: "
                    + $"{measured.OpsPerS:n0} ops/s");
            }
        }
    }
}
