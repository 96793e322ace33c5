namespace DynamoLab.Report;

/// <summary>A folder that cannot be shown; the message is one line and names the file.</summary>
public sealed class ReportException : Exception
{
    public ReportException(string message)
        : base(message)
    {
    }

    public ReportException(string message, Exception cause)
        : base(message, cause)
    {
    }

    public ReportException()
    {
    }
}
