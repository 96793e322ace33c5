using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

internal static class MergeLaws
{
    /// <summary>Commutative, associative, idempotent, with Empty as its neutral element: to the byte.</summary>
    public static void Hold(IVersioning versioning, ObjectState x, ObjectState y, ObjectState z)
    {
        Same(versioning.Merge(x, y), versioning.Merge(y, x));
        Same(versioning.Merge(versioning.Merge(x, y), z), versioning.Merge(x, versioning.Merge(y, z)));
        Same(versioning.Merge(x, Copy(x)), x);
        Same(versioning.Merge(x, ObjectState.Empty), x);
        Same(versioning.Merge(versioning.Merge(x, y), y), versioning.Merge(x, y));
    }

    private static void Same(ObjectState expected, ObjectState actual)
    {
        Assert.Equal(expected.ToBytes(), actual.ToBytes());
        Assert.Equal(expected.Hash, actual.Hash);
    }

    /// <summary>Another instance, so that no shortcut for the same one is taken.</summary>
    private static ObjectState Copy(ObjectState state) =>
        ObjectState.Of(CausalContext.Of(state.Context.Vector, state.Context.Dots), state.Siblings);
}
