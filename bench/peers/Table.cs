namespace DynamoLab.Bench.Peers;

/// <summary>The medians, work by work, and how each contender stands to the first.</summary>
internal static class Table
{
    private const string Header =
        "work  clients  contender              ops/s    p50 ms    p99 ms  server CPU us/op  of the first";

    public static void Print(Session session, IReadOnlyList<string> contenders, Options options)
    {
        Console.WriteLine(Header);
        foreach (var work in Work.All.Where(work => options.Works.Contains(work.Name)))
        {
            foreach (var concurrency in options.Concurrency)
            {
                Print(session, contenders, work.Name, concurrency);
            }
        }
    }

    private static void Print(Session session, IReadOnlyList<string> contenders, string work, int concurrency)
    {
        double? first = null;
        foreach (var contender in contenders)
        {
            if (session.MedianOf(contender, work, concurrency) is not { } median)
            {
                continue;
            }

            first ??= median.OpsPerS;
            Console.WriteLine(
                $"{work,-4}  {concurrency,7}  {contender,-18}  {median.OpsPerS,8:n0}  {median.P50Ms,8:f3}  "
                + $"{median.P99Ms,8:f3}  {median.CpuUsPerOp,16:f1}  {median.OpsPerS / first,12:f2}");
        }
    }
}
