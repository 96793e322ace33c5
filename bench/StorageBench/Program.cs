namespace DynamoLab.StorageBench;

/// <summary>
/// Measures the log on a real directory, a new one below the temporary folder that is deleted at the end.
/// <c>keys [keys] [value_bytes]</c>, the default, with 5,000,000 and 100: memory and starts. <c>load [seconds]
/// [rounds] [mb_per_s] [keys] [value_bytes]</c>, by default 30, 3, 16, 2,000,000 and 100: what compaction under load
/// costs.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"storage-bench-{Environment.ProcessId}");
        switch (args.FirstOrDefault() ?? "keys")
        {
            case "keys":
                InFolder(folder, () => KeysBench.Run(folder, Number(args, 1, 5_000_000), Number(args, 2, 100)));
                return 0;
            case "load":
                LoadBench.Run(
                    run => InFolder(folder, () => run(folder)),
                    new LoadOptions(
                        Number(args, 1, 30),
                        Number(args, 2, 3),
                        Number(args, 3, 16),
                        Number(args, 4, 2_000_000),
                        Number(args, 5, 100)));
                return 0;
            default:
                Console.Error.WriteLine($"'{args[0]}' is no measurement: keys, load");
                return 2;
        }
    }

    private static int Number(string[] args, int at, int byDefault) =>
        args.Length > at ? int.Parse(args[at]) : byDefault;

    private static void InFolder(string folder, Action run)
    {
        Directory.CreateDirectory(folder);
        try
        {
            run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
