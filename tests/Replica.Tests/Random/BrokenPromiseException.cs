namespace DynamoLab.Replica.Tests.Random;

/// <summary>The cluster did what it must never do.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
