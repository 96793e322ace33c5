namespace DynamoLab.Fuzz.Engine;

/// <summary>A case that a parser failed at.</summary>
/// <param name="Target">The parser.</param>
/// <param name="Seed">Of the round.</param>
/// <param name="Number">Of the case: with the other two, it makes the same case again.</param>
/// <param name="What">The exception, or what else went wrong.</param>
internal sealed record FuzzFailure(string Target, ulong Seed, long Number, string What)
{
    /// <summary>Whether it is the same mistake as far as the first lines tell: what was thrown, and where.</summary>
    public bool IsLike(FuzzFailure other) => Place == other.Place;

    private string Place
    {
        get
        {
            var lines = What.Split('\n');
            return lines.Length > 1 ? lines[0].Split(':')[0] + lines[1] : lines[0].Split(' ')[0];
        }
    }

    public override string ToString() =>
        $"{Target}, case {Number}: {What}\n  again: "
        + $"dotnet run -c Release --project bench/fuzz -- --seed {Seed} --target {Target} --case {Number}";
}
