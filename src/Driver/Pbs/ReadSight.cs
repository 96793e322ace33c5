namespace DynamoLab.Driver.Pbs;

/// <summary>What one read saw of the writes that had been acknowledged before it began.</summary>
/// <param name="AgesMs">How long before, newest first; as many as there were, at most <see cref="AgesMax"/>.</param>
/// <param name="Missed">How many of them, from the newest on, it does not reflect.</param>
internal readonly record struct ReadSight(float[] AgesMs, int Missed)
{
    public const int AgesMax = 5;
}
