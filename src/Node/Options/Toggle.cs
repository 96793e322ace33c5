namespace DynamoLab.Node.Options;

/// <summary>The two words of an option that turns something on or off; a bare bool would accept neither.</summary>
internal enum Toggle
{
    Off,
    On,
}
