namespace DynamoLab.Report.Charts;

/// <summary>
/// Colours that stay apart for colour-blind readers (after Okabe and Ito, darkened on paper and lightened at night
/// until each has a contrast of at least 3 to its ground), and those of a page.
/// </summary>
public static class Palette
{
    /// <summary>Colours of series.</summary>
    public const int Count = 8;

    /// <summary>Names of the style's variables, without dashes, with the colour by day and by night.</summary>
    public static IReadOnlyList<(string Name, string Day, string Night)> Colors { get; } =
    [
        ("c0", "#0068a8", "#5cb3f5"),
        ("c1", "#c44e00", "#ff9457"),
        ("c2", "#00805c", "#3fcf9f"),
        ("c3", "#a34488", "#ea9dcb"),
        ("c4", "#966a00", "#efc350"),
        ("c5", "#4b55b8", "#a9b1ff"),
        ("c6", "#6b6f76", "#b4bac4"),
        ("c7", "#9c2f3f", "#ff8f9c"),
        ("paper", "#ffffff", "#12161c"),
        ("raised", "#f5f6f8", "#1a1f27"),
        ("ink", "#161b24", "#e9edf3"),
        ("soft", "#596273", "#a3adbc"),
        ("line", "#dfe3e9", "#2b323d"),
        ("shade", "#f6e3da", "#3a2a24"),
        ("good", "#00704f", "#4fd6a8"),
        ("bad", "#b3261e", "#ff8a80"),
        ("unsure", "#7a5600", "#f2c75c"),
    ];

    /// <summary>The style's variable of a series.</summary>
    public static string OfSeries(int index) => $"var(--c{index % Count})";

    /// <summary>The variables, by day and by night.</summary>
    public static string Css { get; } =
        $":root {{ {Of(c => c.Day)} }}\n"
        + $"@media (prefers-color-scheme: dark) {{ :root {{ {Of(c => c.Night)} }} }}\n";

    private static string Of(Func<(string Name, string Day, string Night), string> color) =>
        string.Join(' ', Colors.Select(c => $"--{c.Name}: {color(c)};"));
}
