using System.Runtime.InteropServices;

namespace DynamoLab.Node.Lifetime;

/// <summary>
/// Turns the signals of the terminal and of the system into one graceful stop. A hang-up is ignored unless the node is
/// to leave with its parent: nodes go on when the terminal they were started from closes.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>The reason to stop when the parent is.</summary>
    public const string ParentGone = "the parent is gone";

    private readonly TaskCompletionSource<string> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals(bool exitsWithParent)
    {
        Register(PosixSignal.SIGTERM, stops: true);
        Register(PosixSignal.SIGINT, stops: true);
        Register(PosixSignal.SIGHUP, stops: exitsWithParent);
        if (exitsWithParent)
        {
            ParentWatch.Start(() => _reason.TrySetResult(ParentGone));
        }
    }

    /// <summary>Completes with the reason to stop.</summary>
    public Task<string> Reason => _reason.Task;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Register(PosixSignal signal, bool stops) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (stops)
            {
                _reason.TrySetResult(signal.ToString());
            }
        }));
}
