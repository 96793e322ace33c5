namespace DynamoLab.Report.Runs;

/// <summary>The promises in a few words each; docs/checkers.md has them in full.</summary>
internal static class PromiseText
{
    public static string Of(int promise) => promise switch
    {
        1 => "No acknowledged write is lost",
        2 => "Replicas agree after repair",
        3 => "No deleted value comes back",
        4 => "No dot is used twice",
        5 => "Siblings are exactly the concurrent writes",
        6 => "Reads see what was acknowledged before",
        _ => $"Promise {promise}",
    };

    /// <summary>The style of an outcome.</summary>
    public static string KindOf(string outcome) => outcome switch
    {
        "held" => "good",
        "broken" => "bad",
        _ => "unsure",
    };
}
