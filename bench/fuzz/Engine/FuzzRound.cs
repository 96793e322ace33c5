using System.Diagnostics;
using System.Text;
using DynamoLab.Core;

namespace DynamoLab.Fuzz.Engine;

/// <summary>
/// The cases of one target under one seed. A case is a number: it can be made again without those before.
/// </summary>
internal sealed class FuzzRound(FuzzTarget target, ulong seed)
{
    private readonly Mutator _mutator = new(target.Samples, target.Words);
    private readonly ulong _stream = Hash64.Of(Encoding.UTF8.GetBytes(target.Name)) ^ DeterministicRandom.Mix(seed);

    public FuzzTarget Target => target;

    public FuzzTally Tally { get; } = new();

    public byte[] CaseOf(long number)
    {
        var random = new DeterministicRandom(DeterministicRandom.Mix(_stream + (ulong)number));
        var bytes = _mutator.Next(random);
        return target.Seal is { } seal && random.Next(2) == 0 ? seal(bytes) : bytes;
    }

    /// <summary>Tries some cases, one after the other.</summary>
    /// <param name="from">The first case's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="watch">Told before every case.</param>
    public void Try(long from, long count, HangWatch watch)
    {
        var clock = Stopwatch.StartNew();
        var rejected = 0L;
        for (var number = from; number < from + count; number++)
        {
            watch.Began(target.Name, seed, number);
            rejected += Try(number) == Verdict.Rejected ? 1 : 0;
        }

        watch.Ended();
        Tally.Add(count, rejected, clock.Elapsed);
    }

    /// <summary>The verdict; null after a failure, which is noted.</summary>
    public Verdict? Try(long number)
    {
        var bytes = CaseOf(number);
        try
        {
            var bound = target.AllocationBase + (target.AllocationPerByte * bytes.Length);
            var (verdict, allocated) = Parse(bytes);
            if (allocated > bound)
            {
                // What is made once, for a thread or a pool, is not this case's.
                (verdict, allocated) = Parse(bytes);
            }

            Judge.Require(
                allocated <= bound, $"{allocated} bytes allocated for {bytes.Length}; the bound is {bound}");
            return verdict;
        }
        catch (Exception failure)
        {
            var what = failure is FuzzFailureException ? failure.Message : failure.ToString();
            Tally.Add(new FuzzFailure(target.Name, seed, number, what));
            return null;
        }
    }

    private (Verdict Verdict, long Allocated) Parse(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        return (target.Parse(bytes), GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
