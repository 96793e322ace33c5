using DynamoLab.Client;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Recording;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// Writes every key once before the run. What it writes is part of the history, in a table of its own, and of no
/// measured window. Its contexts are not handed to the workers, who are other clients.
/// </summary>
public sealed class KeyLoader(WorkloadPlan plan, DynamoClient client, OperationRecorder recorder)
{
    /// <summary>Keys loaded at once.</summary>
    public const int ConcurrencyMax = 32;

    /// <summary>Writes of one key before the run is given up; each makes its own attempts.</summary>
    public const int WritesPerKeyMax = 5;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private int _next = -1;
    private int _loaded;

    /// <summary>Keys loaded so far.</summary>
    public int Loaded => Volatile.Read(ref _loaded);

    /// <exception cref="CannotRunException">A key could not be loaded.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loaders = Enumerable.Range(0, Math.Min(ConcurrencyMax, plan.Keys.Count))
            .Select(i => LoadAsync(i, failed))
            .ToList();
        await Task.WhenAll(loaders);
    }

    private async Task LoadAsync(int index, CancellationTokenSource failed)
    {
        // The loaders are clients too, numbered after the workers.
        var worker = plan.Options.Concurrency + index;
        var session = client.OpenSession(worker);
        var facts = new OperationFacts(worker, client.Clock);
        var values = new ValueSource(plan.Options.ValueBytes, plan.Streams.Load().Fork((ulong)index));
        try
        {
            for (var key = Next(); key < plan.Keys.Count; key = Next())
            {
                await LoadKeyAsync(key, session, facts, values, failed.Token);
                Interlocked.Increment(ref _loaded);
            }
        }
        catch (Exception)
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task LoadKeyAsync(
        int key, ClientSession session, OperationFacts facts, ValueSource values, CancellationToken cancellation)
    {
        var error = "";
        for (var i = 0; i < WritesPerKeyMax; i++)
        {
            if (i > 0)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
            }

            var valueId = ValueSource.LoadValueId(key, i);
            var start = facts.Now;
            var result = await session.PutAsync(
                plan.Keys[key], values.ValueOf(valueId), CausalContext.Empty, cancellation);
            await recorder.WriteAsync(
                facts.Write(plan.Keys[key], start, start, CausalContext.Empty, valueId, result));
            if (result.IsSuccess)
            {
                return;
            }

            error = result.Error;
        }

        throw new CannotRunException(
            $"key '{plan.Keys[key]}' could not be loaded in {WritesPerKeyMax} writes; the last error: {error}");
    }

    private int Next() => Interlocked.Increment(ref _next);
}
