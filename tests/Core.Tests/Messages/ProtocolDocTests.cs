using System.Reflection;
using System.Text.RegularExpressions;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Tests.Wire;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Messages;

/// <summary><c>docs/protocol.md</c> names every message, field, number and limit that the code has.</summary>
public sealed partial class ProtocolDocTests
{
    private static readonly string[] Lines = SourceTree.Read("docs/protocol.md").ReplaceLineEndings("\n").Split('\n');

    private static readonly Type[] Parts =
        [.. typeof(Message).Assembly.GetTypes()
            .Where(t => t.GetInterfaces().Any(i => i.Name == typeof(IWireItem<>).Name))
            .OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Kinds => [.. Enum.GetNames<MessageKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Messages_EveryKind_HasARowWithItsFieldsInOrder(string kind)
    {
        var type = MessageGenerator.MessageTypes.Single(t => t.Name == kind);
        var number = (int)Enum.Parse<MessageKind>(kind);
        Assert.Equal(FieldsOf(type), FieldsOf(CellOf($"| {number} | `{kind}` | ")));
    }

    [Fact]
    public void Parts_Every_HasARowWithItsFieldsInOrder()
    {
        Assert.NotEmpty(Parts);
        Assert.All(Parts, part => Assert.Equal(FieldsOf(part), FieldsOf(CellOf($"| `{part.Name}` | "))));
    }

    [Fact]
    public void Enums_EveryOneOnTheWire_HasARowWithItsNumbers()
    {
        var enums = MessageGenerator.MessageTypes.Concat(Parts)
            .SelectMany(MessageText.Fields)
            .Select(field => field.PropertyType)
            .Where(type => type.IsEnum)
            .ToHashSet();
        Assert.Contains(typeof(Placement), enums);
        Assert.All(enums, type => Assert.Equal(NumbersOf(type), CellOf($"| `{type.Name}` | ")));
    }

    [Fact]
    public void Messages_RowsOfTheDoc_AreAllKnown()
    {
        var rows = Lines.Select(line => MessageRow().Match(line)).Where(m => m.Success);
        Assert.Equal(Enum.GetNames<MessageKind>(), rows.Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Limits_Every_HasARowWithItsValue()
    {
        var limits = typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.All(limits, limit => Assert.Equal($"{limit.GetRawConstantValue()}", CellOf($"| `{limit.Name}` | ")));
    }

    [Fact]
    public void Example_OfTheDoc_IsTheGoldenFrame()
    {
        var start = Array.FindIndex(Lines, line => line.StartsWith("23000000", StringComparison.Ordinal));
        var left = Lines[start..].TakeWhile(line => line != "```").Select(line => line[..30]);
        var hex = string.Concat(left).Replace(" ", "");
        var golden = SourceTree.ReadGolden("tests/Core.Tests/Wire/frames.golden");
        Assert.Contains($"WriteRequest | a put | {hex}", golden);
    }

    /// <summary>The cell after the start of the one line that begins so.</summary>
    private static string CellOf(string start)
    {
        var rows = Lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).ToArray();
        Assert.True(rows.Length == 1, $"docs/protocol.md has {rows.Length} rows that start with: {start}");
        return rows[0][start.Length..].Split(" | ")[0];
    }

    private static string[] FieldsOf(string cell) => [.. FieldName().Matches(cell).Select(m => m.Groups[1].Value)];

    private static string[] FieldsOf(Type type) => [.. MessageText.Fields(type).Select(f => f.Name)];

    private static string NumbersOf(Type type) =>
        string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt32(value)} {value}"));

    [GeneratedRegex(@"(\w+): ")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^\| \d+ \| `(\w+)` \|")]
    private static partial Regex MessageRow();
}
