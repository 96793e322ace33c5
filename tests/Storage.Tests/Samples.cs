using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;

namespace DynamoLab.Storage.Tests;

/// <summary>Records to store.</summary>
internal static class Samples
{
    public static Key Key(int number) => new($"key{number}");

    /// <summary>An object that no other number gives; every seventh is a tombstone, sizes differ.</summary>
    public static StoredObject Object(int number)
    {
        var value = number % 7 == 3 ? null : new byte[number * 37 % 90];
        value?.AsSpan().Fill((byte)number);
        return Object(number, value);
    }

    public static StoredObject Object(int number, byte[]? value)
    {
        var dot = new Dot(new Actor(new NodeId("n1"), 1), (ulong)number + 1);
        var sibling = new Sibling(dot, value, 1_000 + number, VersionVector.Empty);
        var context = CausalContext.Empty.With(dot);
        return new StoredObject(ObjectState.Of(context, sibling), 1, (ulong)number + 1);
    }

    public static ObjectRecord Put(int key, int number) => new(Key(key), Object(number));

    public static RemovalRecord Removal(int key) => new(Key(key));

    public static HintId Hint(int owner, int key) => new(new NodeId($"n{owner}"), Key(key));
}
