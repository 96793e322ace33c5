using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Torture;
using DynamoLab.History;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// One logical client: one operation after the other, each recorded. Under <c>last</c> and <c>read</c> a write may
/// need a read first; that read is an operation of its own, and the write's time starts when it has ended. If it
/// fails there is no context to write with, and the write is not made. It counts as one of the workload's reads: for
/// each of them one read that is drawn later is left out, and the mix stays what the workload says.
/// </summary>
public sealed class WorkloadWorker(int id, WorkloadPlan plan, ClientSession session, OperationRecorder recorder)
{
    private readonly OperationFacts _facts = new(id, LabClock.Shared);
    private readonly OperationSource _source = new(
        plan.Chooser, OperationSource.ReadShareOf(plan.Options.Workload), plan.Streams.Worker(id).Fork(1));

    private readonly ValueSource _values = new(plan.Options.ValueBytes, plan.Streams.Worker(id).Fork(2));
    private readonly DeterministicRandom _deletes = plan.Streams.Worker(id).Fork(3);
    private readonly LastContexts _contexts = new();
    private bool _hasFailed;
    private long _readsAhead;
    private long _writes;

    /// <param name="stop">No operation starts after it; the one under way ends in its own time.</param>
    /// <param name="abandon">Operations under way are given up, and recorded as failed.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        while (plan.Gate is not { } gate || await gate.TryEnterAsync(stop))
        {
            try
            {
                if (!await TryOneAsync(stop, abandon))
                {
                    return;
                }
            }
            finally
            {
                plan.Gate?.Leave();
            }
        }
    }

    /// <returns>False at the end.</returns>
    private async ValueTask<bool> TryOneAsync(CancellationToken stop, CancellationToken abandon)
    {
        if (await NextStartAsync(stop) is not { } intended)
        {
            return false;
        }

        var (isRead, key) = _source.Next();
        if (isRead && _readsAhead > 0)
        {
            _readsAhead--;
            return true;
        }

        if (!plan.Quota.TryTake())
        {
            return false;
        }

        if (isRead)
        {
            await ReadAsync(key, intended, abandon);
        }
        else
        {
            await WriteAsync(key, intended, stop, abandon);
        }

        await AfterFailureAsync(stop);
        return true;
    }

    /// <summary>
    /// Where all nodes are killed now and then, clients in a closed loop would do nothing but fail, as fast as they
    /// can.
    /// </summary>
    private async ValueTask AfterFailureAsync(CancellationToken stop)
    {
        if (_hasFailed && plan.Options.Torture is not null && plan.Arrivals is null)
        {
            await Task.Delay(TortureOptions.FailureDelay, TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ValueTask RecordAsync(Operation operation)
    {
        _hasFailed = !operation.IsSuccess;
        return recorder.WriteAsync(operation);
    }

    /// <summary>When the next operation is meant to start, that time having come; null at the end.</summary>
    private async ValueTask<Instant?> NextStartAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        if (plan.Arrivals is null)
        {
            return _facts.Now;
        }

        var intended = plan.Start.PlusUs(plan.Arrivals.Take() + (plan.Gate?.PausedUs ?? 0));
        var earlyUs = intended.UsSince(_facts.Now);
        if (earlyUs > 0)
        {
            // Timers tick in milliseconds. Late by a part of one is honest and recorded; early would flatter.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(earlyUs / 1000.0));
            await Task.Delay(wait, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stop.IsCancellationRequested ? null : intended;
    }

    private async ValueTask WriteAsync(int key, Instant intended, CancellationToken stop, CancellationToken abandon)
    {
        var context = plan.Options.WriteContext switch
        {
            WriteContext.Blind => CausalContext.Empty,
            WriteContext.Last => _contexts.Of(key),
            _ => null,
        };
        if (context is null)
        {
            _readsAhead++;
            context = await ReadAsync(key, intended, abandon);
            intended = _facts.Now;
            if (context is null || stop.IsCancellationRequested || !plan.Quota.TryTake())
            {
                return;
            }
        }

        await (IsDelete(key)
            ? DeleteAsync(key, intended, context, abandon)
            : WriteAsync(key, intended, context, abandon));
    }

    private bool IsDelete(int key) =>
        plan.Options.Torture is not null
        && key % TortureOptions.DeletedKeysEvery == 0 && _deletes.Next(TortureOptions.DeletesEvery) == 0;

    /// <returns>The context read, null after a failure.</returns>
    private async ValueTask<CausalContext?> ReadAsync(int key, Instant intended, CancellationToken abandon)
    {
        var start = StartOf(intended);
        Operation operation;
        try
        {
            var result = await session.GetAsync(plan.Keys[key], abandon);
            operation = _facts.Read(plan.Keys[key], intended, start, result);
        }
        catch (OperationCanceledException)
        {
            operation = _facts.Abandoned(
                OperationKind.Read, plan.Keys[key], intended, start, CausalContext.Empty, "");
        }

        await RecordAsync(operation);
        if (!operation.IsSuccess)
        {
            return null;
        }

        Remember(key, operation.Context);
        return operation.Context;
    }

    private async ValueTask WriteAsync(int key, Instant intended, CausalContext context, CancellationToken abandon)
    {
        var valueId = ValueSource.WorkerValueId(id, _writes++);
        var value = _values.ValueOf(valueId);
        var start = StartOf(intended);
        Operation operation;
        try
        {
            var result = await session.PutAsync(plan.Keys[key], value, context, abandon);
            operation = _facts.Write(plan.Keys[key], intended, start, context, valueId, result);
        }
        catch (OperationCanceledException)
        {
            operation = _facts.Abandoned(
                OperationKind.Write, plan.Keys[key], intended, start, context, valueId);
        }

        await RecordAsync(operation);
        if (operation.IsSuccess)
        {
            Remember(key, operation.ResultContext);
        }
    }

    private async ValueTask DeleteAsync(int key, Instant intended, CausalContext context, CancellationToken abandon)
    {
        var start = StartOf(intended);
        Operation operation;
        try
        {
            var result = await session.DeleteAsync(plan.Keys[key], context, abandon);
            operation = _facts.Write(plan.Keys[key], intended, start, context, "", result);
        }
        catch (OperationCanceledException)
        {
            operation = _facts.Abandoned(OperationKind.Write, plan.Keys[key], intended, start, context, "");
        }

        operation = operation with { Kind = OperationKind.Delete };
        await RecordAsync(operation);
        if (operation.IsSuccess)
        {
            Remember(key, operation.ResultContext);
        }
    }

    /// <summary>In a closed loop an operation is meant to start when it does, so both times are one.</summary>
    private Instant StartOf(Instant intended) => plan.Arrivals is null ? intended : _facts.Now;

    private void Remember(int key, CausalContext context)
    {
        if (plan.Options.WriteContext == WriteContext.Last)
        {
            _contexts.Remember(key, context);
        }
    }
}
