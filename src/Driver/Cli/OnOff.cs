namespace DynamoLab.Driver.Cli;

/// <summary>What a switch is turned to. Not a bool, of which the parser would only take true and false.</summary>
internal enum OnOff
{
    On,
    Off,
}
