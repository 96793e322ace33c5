namespace DynamoLab.History.Metrics;

/// <summary>So many keys took so many rounds.</summary>
public sealed record RoundCount(int Rounds, long Keys);
