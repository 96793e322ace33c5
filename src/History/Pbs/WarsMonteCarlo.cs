using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// Many trials, in chunks that may be played by several threads. Every chunk draws from its own stream of
/// the seed, so the answer depends neither on the number of threads nor on who plays what.
/// </summary>
public sealed class WarsMonteCarlo
{
    /// <summary>What "99.9%" is in the paper's table.</summary>
    public const double Quantile = 0.999;

    private const int ChunkTrials = 20_000;

    private readonly IReplicationDelays _delays;
    private readonly int _replicas;
    private readonly IReadOnlyList<QuorumPair> _quorums;
    private readonly IReadOnlyList<double> _times;
    private readonly long _trials;
    private readonly DeterministicRandom _streams;
    private readonly WarsTails _all;
    private readonly Lock _merging = new();

    /// <param name="delays">Where they come from.</param>
    /// <param name="replicas">N, at least 1.</param>
    /// <param name="quorums">Pairs to answer for, each of 1 to N; all are read off the same trials.</param>
    /// <param name="times">Milliseconds, ascending: where the share of consistent reads is wanted.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="seed">Decides every draw.</param>
    public WarsMonteCarlo(
        IReplicationDelays delays,
        int replicas,
        IReadOnlyList<QuorumPair> quorums,
        IReadOnlyList<double> times,
        long trials,
        ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        _delays = delays;
        _replicas = replicas;
        _quorums = quorums;
        _times = times;
        _trials = trials;
        _streams = new DeterministicRandom(seed);
        _all = new WarsTails(replicas, quorums, times, trials);
    }

    public int Chunks => checked((int)((_trials + ChunkTrials - 1) / ChunkTrials));

    /// <summary>Plays one chunk, 0 up to <see cref="Chunks"/>; each is to be played once. Thread-safe.</summary>
    public void Play(int chunk)
    {
        var random = _streams.Fork((ulong)chunk);
        var trials = Math.Min(ChunkTrials, _trials - ((long)chunk * ChunkTrials));
        var trial = new WarsTrial(_delays, _replicas);
        var tails = new WarsTails(_replicas, _quorums, _times, _trials);
        for (var i = 0L; i < trials; i++)
        {
            trial.Draw(random);
            tails.Add(trial);
        }

        lock (_merging)
        {
            _all.Add(tails);
        }
    }

    /// <summary>The table's lines, once every chunk is played.</summary>
    public IReadOnlyList<WarsCell> Cells() => _all.Cells();
}
