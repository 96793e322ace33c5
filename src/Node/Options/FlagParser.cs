namespace DynamoLab.Node.Options;

/// <summary>Reads a flag's value; false where it is not accepted.</summary>
internal delegate bool FlagParser<T>(string text, out T value);
