namespace DynamoLab.Architecture;

/// <summary>Breaks the rules of the pure projects on purpose, so that the metadata has something to show.</summary>
internal static class Impure
{
    private static readonly Lock Gate = new();

    public static async Task<string> BreakRules(Random random)
    {
        await Task.Yield();
        lock (Gate)
        {
            return $"{DateTime.UtcNow} {Guid.NewGuid()} {random.Next()}";
        }
    }
}
