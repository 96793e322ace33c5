namespace DynamoLab.Simulation.Network;

/// <summary>How the delays of a link spread around their typical value.</summary>
public enum DelayShape
{
    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>Half of it to one and a half.</summary>
    Uniform,

    /// <summary>A floor and an exponential tail.</summary>
    Exponential,

    /// <summary>A heavy tail: one message in a thousand takes about a hundred times as long.</summary>
    Pareto,
}
