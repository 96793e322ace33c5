namespace DynamoLab.History.Pbs;

/// <summary>What is kept of trials: the upper tails of everything the table asks for.</summary>
internal sealed class WarsTails
{
    private readonly IReadOnlyList<QuorumPair> _quorums;
    private readonly UpperTail[] _reads;
    private readonly UpperTail[] _writes;
    private readonly UpperTail[] _visible;
    private readonly VisibilityCurve[] _curves;

    /// <param name="trials">How many there will be in all.</param>
    /// <param name="times">Where the curves of visibility are wanted.</param>
    public WarsTails(int replicas, IReadOnlyList<QuorumPair> quorums, IReadOnlyList<double> times, long trials)
    {
        _quorums = quorums;
        _reads = Tails(replicas, trials);
        _writes = Tails(replicas, trials);
        _visible = Tails(quorums.Count, trials);
        _curves = [.. quorums.Select(_ => new VisibilityCurve(times))];
    }

    public void Add(WarsTrial trial)
    {
        for (var i = 0; i < _reads.Length; i++)
        {
            _reads[i].Add(trial.ReadLatency(i + 1));
            _writes[i].Add(trial.WriteLatency(i + 1));
        }

        for (var i = 0; i < _visible.Length; i++)
        {
            var after = trial.VisibleAfter(_quorums[i].Read, _quorums[i].Write);
            _visible[i].Add(after);
            _curves[i].Add(after);
        }
    }

    public void Add(WarsTails other)
    {
        Join(_reads, other._reads);
        Join(_writes, other._writes);
        Join(_visible, other._visible);
        for (var i = 0; i < _curves.Length; i++)
        {
            _curves[i].Add(other._curves[i]);
        }
    }

    public IReadOnlyList<WarsCell> Cells() =>
        [.. _quorums.Select((quorum, i) => new WarsCell(
            quorum,
            _reads[quorum.Read - 1].Quantile(),
            _writes[quorum.Write - 1].Quantile(),
            _visible[i].Quantile(),
            _curves[i].Shares()))];

    private static UpperTail[] Tails(int count, long trials) =>
        [.. Enumerable.Range(0, count).Select(_ => new UpperTail(trials, WarsMonteCarlo.Quantile))];

    private static void Join(UpperTail[] all, UpperTail[] others)
    {
        for (var i = 0; i < all.Length; i++)
        {
            all[i].Add(others[i]);
        }
    }
}
