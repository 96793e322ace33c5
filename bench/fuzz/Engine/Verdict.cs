namespace DynamoLab.Fuzz.Engine;

/// <summary>How a parser took a case. Anything else it does, an exception above all, is a failure.</summary>
internal enum Verdict
{
    Accepted,

    /// <summary>Refused with a reason.</summary>
    Rejected,
}
