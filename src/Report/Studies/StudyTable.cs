namespace DynamoLab.Report.Studies;

/// <summary>Figures of a study: a CSV file, and the same on the screen and the page.</summary>
/// <param name="Name">The file's name without its end.</param>
/// <param name="Title">What the rows are.</param>
/// <param name="Columns">As in the file's first line.</param>
/// <param name="Rows">As many fields as columns.</param>
public sealed record StudyTable(
    string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What the screen has above the columns: shorter, and not each needs a name of its own.</summary>
    public IReadOnlyList<string> Heads { get; init; } = Columns;
}
