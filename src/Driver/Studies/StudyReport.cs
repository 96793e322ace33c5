using DynamoLab.Driver.Studies.Pages;

namespace DynamoLab.Driver.Studies;

/// <summary>What a study found.</summary>
/// <param name="Title">The question.</param>
/// <param name="Lead">Paragraphs that say how to read the figures.</param>
/// <param name="Charts">In the order of the page.</param>
/// <param name="Tables">One file each.</param>
internal sealed record StudyReport(
    string Title, IReadOnlyList<string> Lead, IReadOnlyList<LineChart> Charts, IReadOnlyList<StudyTable> Tables)
{
    /// <summary>Where the figures come from, in a word or a sentence.</summary>
    public string Origin { get; init; } = "Simulated.";

    /// <summary>The answer in a few lines, for the screen and the page.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
