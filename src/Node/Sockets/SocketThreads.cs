namespace DynamoLab.Node.Sockets;

/// <summary>
/// The runtime's threads for sockets. One waits for all that have no <see cref="Reactor"/>; what it finds is done right
/// there: read, stepped, answered. Handing each event to a pool costs a wake-up per message, which a hundred nodes on
/// two processors pay for with most of their time.
/// </summary>
internal static class SocketThreads
{
    private static readonly (string Name, string Value)[] Settings =
    [
        ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1"),
        ("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1"),
    ];

    /// <summary>To be called before the first socket; the runtime reads the settings with it.</summary>
    public static void Prepare()
    {
        foreach (var (name, value) in Settings)
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
