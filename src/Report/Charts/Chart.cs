namespace DynamoLab.Report.Charts;

/// <summary>A chart, whatever draws it.</summary>
public sealed record Chart
{
    /// <summary>Of its file, without the extension: see <see cref="NameOf"/>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required ChartAxis X { get; init; }

    public required ChartAxis Y { get; init; }

    /// <summary>At most <see cref="Palette.Count"/> colours tell them apart.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public IReadOnlyList<Shade> Shades { get; init; } = [];

    /// <summary>What the shades are, for the legend; empty without any.</summary>
    public string ShadeName { get; init; } = "";

    /// <summary>How to read it, in a sentence or two; empty where the title says it all.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether there is anything to draw.</summary>
    public bool HasPoints => Series.Any(series => series.Points.Any(point => point.Y is not null));

    /// <summary>Lower-case letters, digits and dots of what says what the chart shows, with dashes between.</summary>
    public static string NameOf(string text) => string.Join('-', string
        .Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
