using System.Collections;
using System.Reflection;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>All of a message as text, lists and bytes included: two messages are compared by value.</summary>
internal static class MessageText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        string text => $"\"{text}\"",
        Key key => Convert.ToHexString(key.Bytes),
        ObjectState state => $"{Of(state.Context)} [{string.Join(", ", state.Siblings.ToArray().Select(Of))}]",
        CausalContext context => $"{Of(context.Vector)}+[{string.Join(", ", context.Dots.ToArray())}]",
        VersionVector vector => string.Join(", ", vector.Entries.ToArray()),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        ValueType => $"{value}",
        _ => $"{value.GetType().Name}({string.Join(", ", Fields(value.GetType()).Select(f => Of(f.GetValue(value))))})",
    };

    /// <summary>The fields of a message in the order of its record.</summary>
    public static PropertyInfo[] Fields(Type type) =>
        [.. ConstructorOf(type).GetParameters().Select(p => type.GetProperty(p.Name!)).OfType<PropertyInfo>()];

    /// <summary>The record's own constructor: the one with the most parameters that is no copy constructor.</summary>
    public static ConstructorInfo ConstructorOf(Type type) =>
        type.GetConstructors().MaxBy(c => c.GetParameters().Length)
        ?? throw new InvalidOperationException($"{type} has no public constructor");
}
