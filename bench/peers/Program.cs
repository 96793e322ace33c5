using System.CommandLine;
using System.Globalization;
using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Limit;

namespace DynamoLab.Bench.Peers;

/// <summary>
/// The same work for our store, the stores a user would pick for it, and the bare messages: three replicas on
/// loopback, medians of alternated rounds.
/// </summary>
internal static class Program
{
    private const int KeysDefault = 100_000;
    private const int ValueBytesDefault = 100;

    private static readonly IReadOnlyList<IContender> All =
    [
        new LimitContender(),
        new DynamoContender("memory"),
        new DynamoContender("buffered"),
        new DynamoContender("memory", byResp: true),
        new RedisContender(),
        new DynamoContender("sync"),
        new EtcdContender(),
    ];

    public static async Task<int> Main(string[] args)
    {
        // One thread for all sockets of a process, which completes what it finds: the cheapest way on shared cores, for
        // the limit's nodes and for the client that all contenders share. The runtime reads this with the first socket.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (args is [LimitContender.NodeCommand, var port, .. var peers])
        {
            await new LimitNode([.. peers.Select(int.Parse)]).ServeAsync(int.Parse(port));
            return 0;
        }

        return await Command().Parse(args).InvokeAsync();
    }

    private static RootCommand Command()
    {
        var contenders = Some("--contenders", "which of them", All.Select(c => c.Name));
        var works = Some("--work", "puts, gets, or workload A or B", Work.All.Select(w => w.Name));
        var concurrency = One("--concurrency", "clients at a time", new[] { 1, 10, 64, 256 });
        concurrency.AllowMultipleArgumentsPerToken = true;
        var rounds = One("--rounds", "rounds, of which medians are taken", 3);
        var warmup = One("--warmup", "seconds before each measurement", 2.0);
        var seconds = One("--seconds", "seconds of each measurement", 5.0);
        var keys = One("--keys", "how many keys", KeysDefault);
        var bytes = One("--value_bytes", "bytes of a value", ValueBytesDefault);
        var csv = One("--csv", "where to write every measurement", "peers.csv");
        var command = new RootCommand("Measures DynamoLab beside its peers.")
        {
            contenders, works, concurrency, rounds, warmup, seconds, keys, bytes, csv,
        };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(csv), new Options
        {
            Contenders = parsed.GetRequiredValue(contenders),
            Works = parsed.GetRequiredValue(works),
            Concurrency = parsed.GetRequiredValue(concurrency),
            Rounds = parsed.GetRequiredValue(rounds),
            WarmupS = parsed.GetRequiredValue(warmup),
            Seconds = parsed.GetRequiredValue(seconds),
            Keys = parsed.GetRequiredValue(keys),
            ValueBytes = parsed.GetRequiredValue(bytes),
        }));
        command.Add(Targets());
        command.Add(Recording());
        command.Add(Idle());
        return command;
    }

    private static Command Targets()
    {
        var rounds = One("--rounds", "rounds, of which medians are taken", 3);
        var warmup = One("--warmup", "seconds before each measurement", 2.0);
        var seconds = One("--seconds", "seconds of each measurement", 4.0);
        var csv = One("--csv", "where to write every measurement", "targets.csv");
        var command = new Command("targets", "What targets are set for, and whether they are met.")
        {
            rounds, warmup, seconds, csv,
        };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(csv), new Options
        {
            Contenders = [.. All.Select(contender => contender.Name)],
            Works = [.. Work.All.Select(work => work.Name)],
            Concurrency = [64, 256],
            IsForTargets = true,
            Rounds = parsed.GetRequiredValue(rounds),
            WarmupS = parsed.GetRequiredValue(warmup),
            Seconds = parsed.GetRequiredValue(seconds),
            Keys = KeysDefault,
            ValueBytes = ValueBytesDefault,
        }));
        return command;
    }

    private static Command Recording()
    {
        var rounds = One("--rounds", "rounds, of which medians are taken", 3);
        var seconds = One("--seconds", "seconds of each measurement", 12);
        var concurrency = One("--concurrency", "clients", 64);
        var command = new Command("recording", "What it costs that the driver records every operation.")
        {
            rounds, seconds, concurrency,
        };
        command.SetAction(parsed => RecordingCost.RunAsync(
            parsed.GetRequiredValue(rounds), parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(concurrency)));
        return command;
    }

    private static Command Idle()
    {
        var settle = One("--settle", "seconds after the start before it is measured", 20);
        var seconds = One("--seconds", "seconds of the measurement", 20);
        var command = new Command("crowd", "A hundred nodes without work.") { settle, seconds };
        command.SetAction(parsed =>
            Crowd.RunAsync(parsed.GetRequiredValue(settle), parsed.GetRequiredValue(seconds)));
        return command;
    }

    private static async Task<int> RunAsync(string csv, Options options)
    {
        var wanted = All.Where(contender => options.Contenders.Contains(contender.Name)
            && (!options.IsForTargets || Work.All.Any(work => options.Concurrency.Any(
                concurrency => Target.Needs(contender.Name, work.Name, concurrency))))).ToList();
        var present = wanted.Where(contender => contender.Missing.Length == 0).ToList();
        Console.WriteLine(
            $"3 replicas on loopback, {options.Keys:n0} keys, {options.ValueBytes} byte values, {options.Rounds} "
            + $"rounds of {options.Seconds} s, {Environment.ProcessorCount} CPUs shared by servers and clients");
        foreach (var missing in wanted.Except(present))
        {
            Console.WriteLine($"{missing.Name}: not measured; {missing.Missing}");
        }

        var session = new Session(present, options);
        await session.RunAsync();
        Table.Print(session, [.. present.Select(contender => contender.Name)], options);
        ResultFile.Write(csv, session);
        Console.WriteLine($"every round: {csv}");
        if (options.IsForTargets)
        {
            Target.Print(session);
        }

        return 0;
    }

    private static Option<T> One<T>(string name, string description, T byDefault) =>
        new(name) { Description = description, DefaultValueFactory = _ => byDefault };

    private static Option<string[]> Some(string name, string description, IEnumerable<string> accepted)
    {
        string[] all = [.. accepted];
        var option = One(name, description, all);
        option.AllowMultipleArgumentsPerToken = true;
        option.AcceptOnlyFromAmong(all);
        return option;
    }
}
