using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Core.Tests;

/// <summary>
/// Checks a law for many inputs. Every input is drawn from an array of numbers, so that FsCheck shrinks a failing one
/// by shortening the array and lowering its numbers, whatever was built from it. A failure prints the seed to replay.
/// </summary>
internal static class Law
{
    public static void Holds(Action<Draws> law, int runs = 300, int size = 100)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(size).WithQuietOnSuccess(true);
        var inputs = ArbMap.Default.ArbFor<int[]>();
        Check.One(config, Prop.ForAll(inputs, script => law(new Draws(script))));
    }
}
