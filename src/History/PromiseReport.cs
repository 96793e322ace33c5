namespace DynamoLab.History;

/// <summary>What a checker found about one of the promises 1 to 5.</summary>
public sealed record PromiseReport
{
    /// <summary>Violations that are kept and named; the others are only counted.</summary>
    public const int ViolationsMax = 20;

    public required int Promise { get; init; }

    public required PromiseOutcome Outcome { get; init; }

    /// <summary>What the outcome rests on, in one line: counts, and why something was not checked.</summary>
    public required string Evidence { get; init; }

    /// <summary>The first <see cref="ViolationsMax"/>.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    public long ViolationCount { get; init; }

    /// <summary>Things checked: acknowledged writes (1), keys (2), dots (4).</summary>
    public long Checked { get; init; }

    /// <summary>Acknowledged writes that were lost, but with so many copies that nothing was promised.</summary>
    public long ExpectedLosses { get; init; }

    /// <summary>Things that could be judged neither way.</summary>
    public long Inconclusive { get; init; }

    /// <summary>One line: <c>promise 1: held: …</c>.</summary>
    public override string ToString() => $"promise {Promise}: {NameOf(Outcome)}: {Evidence}";

    public static PromiseReport NotChecked(int promise, string why) =>
        new() { Promise = promise, Outcome = PromiseOutcome.NotChecked, Evidence = why };

    /// <summary>As screens and files spell it.</summary>
    public static string NameOf(PromiseOutcome outcome) => outcome switch
    {
        PromiseOutcome.NotChecked => "not checked",
        PromiseOutcome.Held => "held",
        PromiseOutcome.Broken => "broken",
        PromiseOutcome.Waived => "waived",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
    };
}
