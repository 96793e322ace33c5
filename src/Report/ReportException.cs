namespace DynamoLab.Report;

/// <summary>A folder that cannot be shown; the message is one line and names the file.</summary>
public sealed class ReportException : Exception
{
    public ReportException(string message)
        : base(OneLine(message))
    {
    }

    public ReportException(string message, Exception cause)
        : base(OneLine(message), cause)
    {
    }

    public ReportException()
    {
    }

    /// <summary>What a message quotes, such as that of another exception, may have several.</summary>
    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
