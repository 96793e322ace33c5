namespace DynamoLab.Node.Lifetime;

/// <summary>
/// Tells when standard input ends: the parent holds its other end, so that is when the parent is gone, however it went.
/// </summary>
internal static class ParentWatch
{
    private const int StackBytes = 256 * 1024;

    /// <summary>Watches on a thread of its own, because reading a console blocks.</summary>
    public static void Start(Action onGone)
    {
        var thread = new Thread(() => ReadToEnd(onGone), StackBytes) { IsBackground = true, Name = "parent watch" };
        thread.Start();
    }

    private static void ReadToEnd(Action onGone)
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var ignored = new byte[64];
            while (input.Read(ignored) > 0)
            {
                // Whatever the parent says, it is still there.
            }
        }
        catch (IOException)
        {
            // No input is as good as one that ended.
        }

        onGone();
    }
}
