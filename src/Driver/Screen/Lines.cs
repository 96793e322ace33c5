using Spectre.Console;

namespace DynamoLab.Driver.Screen;

/// <summary>Whole lines to a console, never wrapped: what is copied from the screen stays in one piece.</summary>
public static class Lines
{
    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>True on a terminal, where a table may be drawn anew in place.</summary>
    public static bool IsLive(this IAnsiConsole console) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };
}
