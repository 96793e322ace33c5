namespace DynamoLab.Driver;

/// <summary>
/// What was asked for cannot be done: bad input, a file, a port or a node. The message is one line that names the
/// option or thing, its value and what is accepted; the program prints it and ends with 2.
/// </summary>
public sealed class CannotRunException : Exception
{
    public CannotRunException(string message)
        : base(OneLine(message))
    {
    }

    public CannotRunException(string message, Exception innerException)
        : base(OneLine(message), innerException)
    {
    }

    /// <summary>What a message quotes, such as that of another exception, may have several.</summary>
    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
