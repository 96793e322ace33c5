using Microsoft.Extensions.Logging;

namespace DynamoLab.Node.Logging;

/// <summary>Lets a framework's warnings and errors into the node's log, and nothing below them.</summary>
/// <param name="log">The node's.</param>
/// <param name="framework">What they are marked with.</param>
/// <param name="least">Below it nothing is of interest.</param>
internal sealed class FrameworkLog(NodeLog log, string framework, LogLevel least = LogLevel.Warning)
    : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

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
            log.FromFramework(framework, $"{formatter(state, exception)}{cause}".ReplaceLineEndings(" "));
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
