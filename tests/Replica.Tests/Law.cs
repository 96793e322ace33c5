using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Replica.Tests;

/// <summary>
/// Checks a law for many arrays of small choices; FsCheck shortens a failing one and prints its seed.
/// </summary>
internal static class Law
{
    public static void Holds(Action<Queue<int>> law, int runs = 300, int size = 60)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(size).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), script => law(new Queue<int>(script))));
    }

    /// <summary>The next choice, from 0 up to the bound; 0 for ever after the last one.</summary>
    public static int Next(this Queue<int> script, int bound) =>
        script.TryDequeue(out var choice) ? (int)((uint)choice % (uint)bound) : 0;
}
