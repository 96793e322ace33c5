namespace DynamoLab.History;

/// <summary>How a promise came out of a run.</summary>
public enum PromiseOutcome
{
    NotChecked,
    Held,
    Broken,

    /// <summary>The scheme under test does not make the promise; its violations are measurements.</summary>
    Waived,
}
