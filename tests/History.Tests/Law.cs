using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.History.Tests;

/// <summary>Checks a law for many inputs. A failure prints the shrunk input and the seed to replay.</summary>
internal static class Law
{
    public static void Holds<T>(Action<T> law, int runs = 300, int size = 100)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(size).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(ArbMap.Default.ArbFor<T>(), law));
    }
}
