using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Studies;

/// <summary>What a study found.</summary>
/// <param name="Title">The question.</param>
/// <param name="Lead">Paragraphs that say how to read the figures.</param>
/// <param name="Charts">In the order of the page.</param>
/// <param name="Tables">One file each.</param>
public sealed record StudyResults(
    string Title, IReadOnlyList<string> Lead, IReadOnlyList<Chart> Charts, IReadOnlyList<StudyTable> Tables)
{
    /// <summary>The answer in a few lines, for the screen and the page.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
