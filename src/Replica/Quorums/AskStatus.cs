namespace DynamoLab.Replica.Quorums;

/// <summary>What became of an <see cref="Ask"/>.</summary>
internal enum AskStatus
{
    Waiting,
    Answered,
    Failed,
}
