using System.Diagnostics;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Repair.Tests;

namespace DynamoLab.Bench.Exchange;

/// <summary>
/// One Merkle exchange between two of three replicas that hold the same keys but for some: its time, and its bytes
/// beside what a rateless set-reconciliation code would send to find the same differences.
/// <c>[keys,...] [differing,...] [value_bytes]</c>, by default 1,000,000, 1,000 and 100. With several of either it
/// measures each with each, and ends with a table as CSV.
/// </summary>
internal static class Program
{
    private const int Rounds = 5;

    // Of a symbol: the key's token and the state's hash, XORed, and a checksum.
    private const int SymbolBytes = 24;
    private const double SymbolsPerDifference = 1.35;

    private static readonly NodeId[] Nodes = [new("a"), new("b"), new("c")];

    public static int Main(string[] args)
    {
        var (keys, differing) = (Numbers(args, 0, 1_000_000), Numbers(args, 1, 1000));
        var valueBytes = Numbers(args, 2, 100)[0];
        if (differing.Max() > keys.Min())
        {
            Console.Error.WriteLine($"{differing.Max()} of {keys.Min()} keys cannot differ");
            return 2;
        }

        var rows = keys.SelectMany(k => differing.Select(d => Measure(k, d, valueBytes))).ToList();
        Console.WriteLine("keys,differing,value_bytes,median_ms,finding_bytes,state_bytes");
        rows.ForEach(Console.WriteLine);
        return 0;
    }

    private static string Measure(int keys, int differing, int valueBytes)
    {
        var ring = HashRing.Of(Nodes, new RingOptions());
        var left = new TestReplica(ring, Nodes[0], VersioningKind.Dvv);
        var right = new TestReplica(ring, Nodes[1], VersioningKind.Dvv);
        var value = new byte[valueBytes];
        for (var i = 0; i < keys; i++)
        {
            left.Write(Key(i), value);
            right.Merge(new KeyState(Key(i), left.StateOf(Key(i))));
        }

        var millis = new List<double>();
        ExchangeRun? run = null;
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < differing; i++)
            {
                left.Write(Key((int)(((long)i * keys) / differing)), value);
            }

            var watch = Stopwatch.StartNew();
            run = ExchangeRun.Of(left, right);
            millis.Add(watch.Elapsed.TotalMilliseconds);
        }

        if (left.StateOf(Key(0)).Hash != right.StateOf(Key(0)).Hash)
        {
            throw new InvalidOperationException("the replicas still differ");
        }

        millis.Sort();
        var (finding, states) = Print(run!.Sent, millis[Rounds / 2], keys, differing);
        var median = millis[Rounds / 2];
        return FormattableString.Invariant($"{keys},{differing},{valueBytes},{median:f2},{finding},{states}");
    }

    /// <summary>Returns the bytes without states, and those of states.</summary>
    private static (long Finding, long States) Print(
        IReadOnlyList<Message> sent, double medianMs, int keys, int differing)
    {
        var code = SymbolsPerDifference * SymbolBytes * differing;
        Console.WriteLine($"{keys:n0} keys, {differing:n0} differing, median of {Rounds}: {medianMs:n1} ms");
        var (finding, all) = (0L, 0L);
        foreach (var kind in sent.GroupBy(message => message.Kind))
        {
            var bytes = kind.Sum(BytesOf);
            var states = kind.Sum(StateBytesOf);
            finding += bytes - states;
            all += states;
            Console.WriteLine(
                $"  {kind.Key,-17} {kind.Count(),5} messages {bytes,10:n0} bytes, {states,10:n0} of them states");
        }

        Console.WriteLine(
            $"without states {finding:n0} bytes, {finding / code:f1} times the {code:n0} of a rateless code");
        return (finding, all);
    }

    private static long BytesOf(Message message)
    {
        var frame = new System.Buffers.ArrayBufferWriter<byte>();
        FrameCodec.Write(frame, 0, message);
        return frame.WrittenCount;
    }

    /// <summary>What any way to reconcile has to send: the states themselves, with their keys.</summary>
    private static long StateBytesOf(Message message)
    {
        var states = message switch
        {
            ExchangePush push => push.States,
            ExchangePull pull => pull.States,
            _ => [],
        };
        return states.Sum(state => state.Key.Bytes.Length + (long)state.State.ToBytes().Length);
    }

    private static Key Key(int index) => new($"key-{index:D8}");

    private static int[] Numbers(string[] args, int at, int byDefault) => args.Length > at
        ? [.. args[at].Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))]
        : [byDefault];
}
