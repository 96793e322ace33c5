using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Recording;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// Writes every key once before the run. What it writes is part of the history, in a table of its own, and of no
/// measured window. Its contexts are not handed to the workers, who are other clients.
/// </summary>
/// <param name="plan">The keys and the seed.</param>
/// <param name="client">Shared with the workers.</param>
/// <param name="recorder">Of the loading.</param>
/// <param name="isClusterFresh">
/// True when no key can have been written before. Otherwise each is read first, and the write covers what is there:
/// or every run on a standing cluster would add a sibling to every key.
/// </param>
public sealed class KeyLoader(
    WorkloadPlan plan, DynamoClient client, OperationRecorder recorder, bool isClusterFresh)
{
    /// <summary>Keys loaded at once.</summary>
    public const int ConcurrencyMax = 32;

    /// <summary>Writes of one key before the run is given up; each may make several attempts.</summary>
    public const int WritesPerKeyMax = 5;

    /// <summary>From a failed write of a key to the next one; default 500 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

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
        var loader = new Loader(
            client.OpenSession(worker),
            new OperationFacts(worker, client.Clock),
            new ValueSource(plan.Options.ValueBytes, plan.Streams.Load().Fork((ulong)index)));
        try
        {
            for (var key = Next(); key < plan.Keys.Count; key = Next())
            {
                await LoadKeyAsync(key, loader, failed.Token);
                Interlocked.Increment(ref _loaded);
            }
        }
        catch (Exception)
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task LoadKeyAsync(int key, Loader loader, CancellationToken cancellation)
    {
        var error = "";
        for (var i = 0; i < WritesPerKeyMax; i++)
        {
            if (i > 0)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
            }

            // A write that failed may have left a version behind: the next one covers it.
            var context = i == 0 && isClusterFresh ? CausalContext.Empty : null;
            (context, error) = context is null
                ? await ReadAsync(plan.Keys[key], loader, cancellation)
                : (context, "");
            error = context is null ? error : await WriteAsync(key, i, context, loader, cancellation);
            if (error.Length == 0)
            {
                return;
            }
        }

        throw new CannotRunException(
            $"key '{plan.Keys[key]}' could not be loaded in {WritesPerKeyMax} attempts; the last error: {error}");
    }

    /// <returns>The context read, or null and why there is none.</returns>
    private async Task<(CausalContext? Context, string Error)> ReadAsync(
        Key key, Loader loader, CancellationToken cancellation)
    {
        var start = loader.Facts.Now;
        var result = await loader.Session.GetAsync(key, cancellation);
        await recorder.WriteAsync(loader.Facts.Read(key, start, start, result));
        return result.IsSuccess ? (result.State.Context, "") : (null, result.Error);
    }

    /// <returns>Why it failed, or an empty text.</returns>
    private async Task<string> WriteAsync(
        int key, int attempt, CausalContext context, Loader loader, CancellationToken cancellation)
    {
        var valueId = ValueSource.LoadValueId(key, attempt);
        var start = loader.Facts.Now;
        var value = loader.Values.ValueOf(valueId);
        var result = await loader.Session.PutAsync(plan.Keys[key], value, context, cancellation);
        await recorder.WriteAsync(loader.Facts.Write(plan.Keys[key], start, start, context, valueId, result));
        return result.IsSuccess ? "" : result.Error.Length > 0 ? result.Error : "no reason told";
    }

    private int Next() => Interlocked.Increment(ref _next);

    /// <summary>One of the clients that load.</summary>
    private sealed record Loader(ClientSession Session, OperationFacts Facts, ValueSource Values);
}
