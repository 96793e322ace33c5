namespace DynamoLab.Fuzz.Engine;

/// <summary>A parser did what it should not have done.</summary>
internal sealed class FuzzFailureException(string message) : Exception(message);
