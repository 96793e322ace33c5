namespace DynamoLab.Architecture;

/// <summary>Assertions that print every violation in full; a collection assertion would cut them off.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
