namespace DynamoLab.Simulation.Nodes;

/// <summary>How far the nodes' clocks are off while nothing happens to them.</summary>
/// <param name="OffsetMsMax">A clock is ahead or behind by at most this much.</param>
/// <param name="DriftPpmMax">It gains or loses at most so many microseconds per second.</param>
public sealed record ClockSettings(int OffsetMsMax, int DriftPpmMax);
