namespace DynamoLab.Node.Options;

/// <summary>
/// What a command line came to: options to run with, or a text to print and an exit code.
/// </summary>
public sealed record ParsedCommand(HostOptions? Options, int ExitCode, string Text)
{
    public static ParsedCommand Run(HostOptions options) => new(options, 0, "");

    /// <summary>Help and the like: printed to standard output.</summary>
    public static ParsedCommand Print(string text) => new(null, 0, text);

    /// <summary>Bad input: one line for standard error.</summary>
    public static ParsedCommand Error(string line) => new(null, Program.BadInput, line.ReplaceLineEndings(" "));
}
