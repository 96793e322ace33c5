namespace DynamoLab.Driver;

/// <summary>
/// What was asked for cannot be done: bad input, a file, a port or a node. The message is one line that names the
/// option or thing, its value and what is accepted; the program prints it and ends with 2.
/// </summary>
public sealed class CannotRunException : Exception
{
    public CannotRunException(string message)
        : base(message)
    {
    }

    public CannotRunException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
