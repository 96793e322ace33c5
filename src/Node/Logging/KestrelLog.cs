using Microsoft.Extensions.Logging;

namespace DynamoLab.Node.Logging;

/// <summary>Lets Kestrel's warnings and errors into the node's log, and nothing below them.</summary>
internal sealed class KestrelLog(NodeLog log) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var cause = exception is null ? "" : $": {exception.GetType().Name}: {exception.Message}";
            log.FromKestrel($"{formatter(state, exception)}{cause}".ReplaceLineEndings(" "));
        }
    }

    public void AddProvider(ILoggerProvider provider)
    {
        // The one place the lines go to is the node's log.
    }

    public void Dispose()
    {
        // The log is its owner's.
    }
}
