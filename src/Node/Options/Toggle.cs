namespace DynamoLab.Node.Options;

/// <summary>What a feature is turned to. Not a bool, of which the parser would only take true and false.</summary>
internal enum Toggle
{
    On,
    Off,
}
