namespace DynamoLab.Fuzz.Engine;

/// <summary>What targets say of a case.</summary>
internal static class Judge
{
    /// <summary>Rejected, unless there is no reason.</summary>
    public static Verdict Rejected(string reason) => reason.Length == 0
        ? throw new FuzzFailureException("rejected without a reason")
        : Verdict.Rejected;

    /// <summary>The same of a reason that is shown as it is: it takes one line.</summary>
    public static Verdict RejectedInOneLine(string reason)
    {
        Require(!reason.AsSpan().ContainsAny('\n', '\r'), $"the reason has several lines: {reason}");
        return Rejected(reason);
    }

    /// <summary>Rejected with the message of the one kind of exception that the parser promises.</summary>
    public static Verdict Of<TException>(Action parse)
        where TException : Exception
    {
        try
        {
            parse();
            return Verdict.Accepted;
        }
        catch (TException refused)
        {
            return Rejected(refused.Message);
        }
    }

    public static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new FuzzFailureException(otherwise);
        }
    }
}
