namespace DynamoLab.Driver.Torture;

/// <summary>A wait that ends early without an exception.</summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan time, CancellationToken cancellation) =>
        await Task.Delay(time, TimeProvider.System, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
