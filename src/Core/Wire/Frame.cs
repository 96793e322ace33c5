using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Wire;

/// <summary>A message with the number that ties a response to its request; 0 where nobody waits for one.</summary>
public readonly record struct Frame(ulong Correlation, Message Message);
