using System.Globalization;
using System.Text.Json;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>
/// The values of an axis: a list, or <c>{"from": 1, "to": 256}</c>, which is every power of two within, or with a
/// <c>step</c> every number so far apart.
/// </summary>
internal sealed class AxisReader(MatrixSource source)
{
    public const int ValuesMax = 1000;

    private const string Accepted = "a list of values, or {\"from\": 1, \"to\": 256} for the powers of two within";

    public IReadOnlyList<LinedValue> Read(LinedValue axis, string field)
    {
        var values = axis.Kind switch
        {
            JsonValueKind.Array => axis.Items,
            JsonValueKind.Object => Range(axis, field),
            _ => throw source.Error(axis.Line, field, $"{axis.Shown} is not an axis; accepted: {Accepted}"),
        };
        return values.Count switch
        {
            0 => throw source.Error(axis.Line, field, $"an empty list; accepted: {Accepted}"),
            > ValuesMax => throw source.Error(
                axis.Line, field, $"{values.Count} values; accepted: at most {ValuesMax}"),
            _ => values,
        };
    }

    private List<LinedValue> Range(LinedValue axis, string field)
    {
        source.RequireObject(axis, field, "from", "to", "step");
        var from = Number(axis, field, "from");
        var to = Number(axis, field, "to");
        if (to < from)
        {
            throw source.Error(axis.Line, field, $"an empty range: from {from} is above to {to}");
        }

        var hasStep = MatrixSource.Find(axis, "step") is not null;
        var values = hasStep ? Steps(from, to, Number(axis, field, "step")) : Powers(from, to);
        return values.Take(ValuesMax + 1).Select(value => Lined(value, axis.Line)).ToList() is { Count: > 0 } some
            ? some
            : throw source.Error(
                axis.Line, field,
                $"an empty range: no power of two is within {from} to {to}; accepted: one that holds one, or a list");
    }

    private int Number(LinedValue axis, string field, string name) => source.Whole(
        source.Require(axis, field, name, "a whole number from 1 on"), MatrixSource.Join(field, name), 1,
        int.MaxValue);

    private static IEnumerable<long> Powers(int from, int to)
    {
        for (var power = 1L; power <= to; power *= 2)
        {
            if (power >= from)
            {
                yield return power;
            }
        }
    }

    private static IEnumerable<long> Steps(int from, int to, int step)
    {
        for (long value = from; value <= to; value += step)
        {
            yield return value;
        }
    }

    private static LinedValue Lined(long value, int line) =>
        new(JsonValueKind.Number, line, value.ToString(CultureInfo.InvariantCulture), [], []);
}
