using System.Threading.Channels;
using DynamoLab.History;

namespace DynamoLab.Driver.Recording;

/// <summary>
/// Takes operations from all workers and hands them, one at a time and from one task, to the table and to whoever
/// else watches the run. Workers wait when it falls behind: nothing is dropped.
/// </summary>
public sealed class OperationRecorder : IAsyncDisposable
{
    /// <summary>Operations that may wait to be written.</summary>
    public const int WaitingMax = 65_536;

    /// <summary>The variable of the environment that has nothing written.</summary>
    internal const string OffVariable = "DYNAMOLAB_UNRECORDED";

    /// <summary>
    /// Pause between two drains. Waking the writer for each operation would cost more than writing it.
    /// </summary>
    private static readonly TimeSpan DrainInterval = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Operation> _waiting = Channel.CreateBounded<Operation>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly OperationCsv _csv;
    private readonly Action<Operation> _observe;
    private readonly Task _consumer;
    private long _count;

    /// <param name="csv">The table; the recorder closes it.</param>
    /// <param name="observe">Called with every operation, never twice at once.</param>
    public OperationRecorder(OperationCsv csv, Action<Operation> observe)
    {
        _csv = csv;
        _observe = observe;
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>
    /// False only for <c>bench/peers recording</c>, which asks what the table costs: then it has no rows.
    /// </summary>
    public bool IsWriting { get; init; } = true;

    /// <summary>Operations written so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Ends when all was written, or failed when it could not be (a full disk).</summary>
    public Task Completion => _consumer;

    /// <summary>Throws <see cref="ChannelClosedException"/> once writing has failed.</summary>
    public ValueTask WriteAsync(Operation operation) =>
        _waiting.Writer.TryWrite(operation) ? default : _waiting.Writer.WriteAsync(operation, CancellationToken.None);

    /// <summary>Writes what waits, and closes the table. Safe to call again.</summary>
    public async Task CompleteAsync()
    {
        _waiting.Writer.TryComplete();
        await _consumer;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _consumer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ConsumeAsync()
    {
        using var csv = _csv;
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                while (_waiting.Reader.TryRead(out var operation))
                {
                    if (IsWriting)
                    {
                        csv.Write(operation);
                    }

                    _observe(operation);
                    Interlocked.Increment(ref _count);
                }

                await Task.WhenAny(_waiting.Reader.Completion, Task.Delay(DrainInterval, TimeProvider.System));
            }

            csv.Flush();
        }
        catch (Exception problem)
        {
            _waiting.Writer.TryComplete(problem);
            throw;
        }
    }
}
