namespace DynamoLab.Report.Studies;

/// <summary>Where the figures of a study come from.</summary>
/// <param name="Name">The study's, and that of its page.</param>
/// <param name="Provenance">What the figures hold for, its parts apart by <c> · </c>.</param>
/// <param name="Command">What does the same again.</param>
public sealed record StudyOrigin(string Name, string Provenance, string Command);
