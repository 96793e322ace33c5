using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>
/// Draws messages of every kind by their records' parameters, so that a new message is covered as soon as it exists.
/// </summary>
internal static class MessageGenerator
{
    private const int ItemsMax = 4;

    public static readonly Type[] MessageTypes =
        [.. typeof(Message).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Message)))
            .OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static Message Draw(Draws draws) => (Message)DrawRecord(draws.Pick<Type>(MessageTypes), draws);

    private static object DrawRecord(Type type, Draws draws)
    {
        var constructor = MessageText.ConstructorOf(type);
        var values = constructor.GetParameters().Select(p => DrawValue(p.ParameterType, p.Name!, draws));
        return constructor.Invoke([.. values]);
    }

    private static object? DrawValue(Type type, string name, Draws draws) => type switch
    {
        _ when type == typeof(bool) => draws.NextBool(),
        _ when type == typeof(uint) => (uint)draws.NextUInt64(),
        _ when type == typeof(ulong) => draws.NextUInt64(),
        _ when type == typeof(int) && name == nameof(Member.Port) => draws.Next(ushort.MaxValue + 1),
        _ when type == typeof(int) => (int)(draws.NextUInt64() & int.MaxValue),
        _ when type == typeof(long) => (long)(draws.NextUInt64() & long.MaxValue),
        _ when type == typeof(string) => draws.Pick<string>("", "reason", "127.0.0.1", "é\n", new string('x', 300)),
        _ when name is nameof(Proof.Nonce) or nameof(Proof.Mac) => DrawFixed(draws),
        _ when type == typeof(byte[]) => draws.NextBool() ? DrawBytes(draws, 0) : null,
        _ when type == typeof(Key) => new Key(DrawBytes(draws, 1)),
        _ when type == typeof(NodeId) => DrawNode(name, draws),
        _ when type == typeof(Dot) => draws.Next(4) == 0 ? default : DrawDot(draws),
        _ when type == typeof(CausalContext) => DrawContext(draws),
        _ when type == typeof(ObjectState) => DrawState(draws),
        _ when type.IsEnum => draws.Pick<object>([.. Enum.GetValues(type).Cast<object>()]),
        _ when type.IsGenericType => DrawList(type.GetGenericArguments()[0], name, draws),
        _ => DrawRecord(type, draws),
    };

    private static Array DrawList(Type itemType, string name, Draws draws)
    {
        var items = Array.CreateInstance(itemType, draws.Next(ItemsMax));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(DrawValue(itemType, $"{name}[]", draws), i);
        }

        return items;
    }

    private static byte[] DrawFixed(Draws draws)
    {
        var bytes = new byte[32];
        Array.Fill(bytes, (byte)draws.Next(256));
        return bytes;
    }

    private static byte[] DrawBytes(Draws draws, int lengthMin)
    {
        var bytes = new byte[draws.Pick<int>(1, lengthMin, 3, 127, 128, 300)];
        Array.Fill(bytes, (byte)draws.Next(256));
        return bytes;
    }

    /// <summary>Nobody, too, where the protocol allows it.</summary>
    private static NodeId DrawNode(string name, Draws draws)
    {
        var isOptional = name is nameof(Hello.Sender) or nameof(ReplicateRequest.HintFor);
        return isOptional && draws.NextBool() ? default : DrawNode(draws);
    }

    private static NodeId DrawNode(Draws draws) => new(draws.Pick<string>("n", "node1", "node2", new string('z', 64)));

    private static Dot DrawDot(Draws draws) =>
        new(new Actor(DrawNode(draws), draws.NextUInt64()), 1 + (draws.NextUInt64() >> 2));

    private static VersionVector DrawVector(Draws draws)
    {
        var entries = new VersionEntry[draws.Next(ItemsMax)];
        var hasAges = draws.NextBool();
        for (var i = 0; i < entries.Length; i++)
        {
            var dot = DrawDot(draws);
            entries[i] = new VersionEntry(dot.Actor, dot.Counter, hasAges ? draws.Next(int.MaxValue) : 0);
        }

        return VersionVector.Of(entries);
    }

    private static CausalContext DrawContext(Draws draws)
    {
        var dots = new Dot[draws.Next(ItemsMax)];
        for (var i = 0; i < dots.Length; i++)
        {
            dots[i] = DrawDot(draws);
        }

        return CausalContext.Of(DrawVector(draws), dots);
    }

    private static ObjectState DrawState(Draws draws)
    {
        var siblings = new Dictionary<Dot, Sibling>();
        for (var count = draws.Next(ItemsMax); count > 0; count--)
        {
            var dot = DrawDot(draws);
            var value = draws.NextBool() ? DrawBytes(draws, 0) : null;
            var clock = draws.NextBool() ? DrawVector(draws) : VersionVector.Empty;
            siblings[dot] = new Sibling(dot, value, (long)(draws.NextUInt64() >> 1), clock);
        }

        return ObjectState.Of(DrawContext(draws), [.. siblings.Values]);
    }
}
