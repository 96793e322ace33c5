using System.Diagnostics;
using System.Net.Sockets;

namespace DynamoLab.Bench.Peers.Processes;

internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until it is so. A server that does not listen yet is asked again.</summary>
    /// <exception cref="TimeoutException">It was not in 30 seconds.</exception>
    public static async Task ForAsync(string what, Func<Task<bool>> ask)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Limit)
        {
            try
            {
                if (await ask())
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
            {
                // Not yet.
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"waited {Limit.TotalSeconds} s in vain: {what}");
    }
}
