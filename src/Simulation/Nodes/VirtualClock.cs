using DynamoLab.Core;

namespace DynamoLab.Simulation.Nodes;

/// <summary>
/// What one node takes for the time: true time plus an offset, running too fast or too slow, and now and then set
/// anew. Integers only, so that it reads the same on every machine.
/// </summary>
internal sealed class VirtualClock
{
    /// <summary>Some moment in 2023; true time is told from here.</summary>
    public static readonly Instant Epoch = new(1_700_000_000_000_000);

    private const long Million = 1_000_000;

    private long _baseTrueUs;
    private long _baseLocalUs;
    private long _driftPpm;

    public VirtualClock(long offsetUs, long driftPpm)
    {
        _baseLocalUs = Epoch.Microseconds + offsetUs;
        _driftPpm = driftPpm;
    }

    /// <summary>The instant of the simulation's own, true clock.</summary>
    public static Instant True(long trueUs) => new(Epoch.Microseconds + trueUs);

    public Instant At(long trueUs)
    {
        var passed = trueUs - _baseTrueUs;
        if (_driftPpm == 0)
        {
            return new Instant(_baseLocalUs + passed);
        }

        return new Instant(_baseLocalUs + passed + (passed * _driftPpm / Million));
    }

    /// <summary>The first true time at which the clock shows the instant or a later one.</summary>
    public long TrueTimeOf(Instant local)
    {
        if (local == Instant.Never)
        {
            return long.MaxValue;
        }

        if (_driftPpm == 0)
        {
            return _baseTrueUs + Math.Max(0, local.Microseconds - _baseLocalUs);
        }

        var passed = Math.Max(0, (long)((Int128)(local.Microseconds - _baseLocalUs) * Million / (Million + _driftPpm)));
        var trueUs = _baseTrueUs + passed;
        while (At(trueUs) < local)
        {
            trueUs++;
        }

        while (trueUs > _baseTrueUs && At(trueUs - 1) >= local)
        {
            trueUs--;
        }

        return trueUs;
    }

    /// <summary>Sets the clock forward, or back where negative.</summary>
    public void Jump(long trueUs, long byUs)
    {
        (_baseLocalUs, _baseTrueUs) = (At(trueUs).Microseconds + byUs, trueUs);
    }

    /// <summary>From now on the clock gains so many microseconds per second, or loses them.</summary>
    public void SetDrift(long trueUs, long driftPpm)
    {
        (_baseLocalUs, _baseTrueUs, _driftPpm) = (At(trueUs).Microseconds, trueUs, driftPpm);
    }
}
