using System.Collections.Concurrent;

namespace DynamoLab.Fuzz.Engine;

/// <summary>Rounds of several targets on all processors, in pieces.</summary>
/// <param name="targets">What to try.</param>
/// <param name="seed">Of every case.</param>
internal sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, ulong seed)
{
    private const int PieceMax = 10_000;
    private const int PiecesPerTarget = 64;

    private readonly ThreadLocal<HangWatch> _watch = new(() => new HangWatch(), trackAllValues: true);

    public IReadOnlyList<FuzzRound> Rounds { get; } = [.. targets.Select(target => new FuzzRound(target, seed))];

    public long Cases => Rounds.Sum(round => round.Tally.Cases);

    /// <summary>A case that hangs; to be asked while <see cref="RunAsync"/> runs.</summary>
    public FuzzFailure? Hanging() => _watch.Values.Select(watch => watch.Hanging()).FirstOrDefault(h => h is not null);

    /// <summary>Tries so many cases, given to the targets by their shares, at least one to each.</summary>
    public Task RunAsync(long cases)
    {
        var shares = targets.Sum(target => (long)target.Share);
        var pieces = Rounds.SelectMany(round => PiecesOf(round, Math.Max(1, cases * round.Target.Share / shares)));
        var waiting = new ConcurrentQueue<(FuzzRound Round, long From, long Count)>(pieces);

        // Threads of their own: the nodes under test need the pool's, and would look as if they hung.
        return Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () => Work(waiting), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    private void Work(ConcurrentQueue<(FuzzRound Round, long From, long Count)> waiting)
    {
        while (waiting.TryDequeue(out var piece))
        {
            piece.Round.Try(piece.From, piece.Count, _watch.Value!);
        }
    }

    private static IEnumerable<(FuzzRound Round, long From, long Count)> PiecesOf(FuzzRound round, long cases)
    {
        var piece = Math.Clamp(cases / PiecesPerTarget, 1, PieceMax);
        for (var from = 0L; from < cases; from += piece)
        {
            yield return (round, from, Math.Min(piece, cases - from));
        }
    }
}
