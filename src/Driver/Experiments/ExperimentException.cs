namespace DynamoLab.Driver.Experiments;

/// <summary>The experiment could not be carried out; the message says why, in one line. Exit code 2.</summary>
public sealed class ExperimentException : Exception
{
    public ExperimentException(string message)
        : base(message)
    {
    }

    public ExperimentException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
