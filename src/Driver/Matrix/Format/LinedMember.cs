namespace DynamoLab.Driver.Matrix.Format;

/// <summary>A name of a JSON object and what it stands for.</summary>
/// <param name="Line">Of the name.</param>
internal sealed record LinedMember(string Name, int Line, LinedValue Value);
