using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>A message whose frame is pinned in <c>frames.golden</c>.</summary>
/// <param name="Description">Tells samples of a kind apart.</param>
/// <param name="Correlation">The frame's.</param>
/// <param name="Message">What is in it.</param>
internal sealed record SampleMessage(string Description, ulong Correlation, Message Message)
{
    public string Name => $"{Message.Kind} | {Description}";
}
