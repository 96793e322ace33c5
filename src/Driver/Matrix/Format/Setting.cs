namespace DynamoLab.Driver.Matrix.Format;

/// <summary>One option of a run, as a matrix file sets it.</summary>
/// <param name="Name">The option's name without dashes, always the first of its spellings.</param>
/// <param name="Value">As on a command line; <c>true</c> or <c>false</c> of a switch without a value.</param>
/// <param name="Line">Where the value stands.</param>
/// <param name="Field">Its place in the file: <c>rows[0].axes.R</c>.</param>
internal sealed record Setting(string Name, string Value, int Line, string Field);
