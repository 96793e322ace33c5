using System.Globalization;
using System.Text;
using DynamoLab.Core.Versions;
using DynamoLab.History;

namespace DynamoLab.Driver.Recording;

/// <summary>
/// Versions as JSON: <c>[{"dot":"node1@18f:5","value":"w3.1a"}]</c>. A tombstone's value is null, and so is the dot
/// of a write that no node told. Names of nodes and value ids need no escaping by their definition; whatever else a
/// client of somebody else may have stored is escaped. Not thread-safe: it reuses its buffer.
/// </summary>
public sealed class VersionsText
{
    private readonly StringBuilder _json = new(256);
    private readonly Dictionary<Actor, string> _actors = [];

    public string Of(IReadOnlyList<ObservedVersion> versions)
    {
        if (versions.Count == 0)
        {
            return "[]";
        }

        _json.Clear();
        for (var i = 0; i < versions.Count; i++)
        {
            _json.Append(i == 0 ? "[{\"dot\":" : ",{\"dot\":");
            AppendDot(versions[i].Dot);
            _json.Append(",\"value\":");
            AppendValue(versions[i].ValueId);
            _json.Append('}');
        }

        return _json.Append(']').ToString();
    }

    /// <summary>A dot as it stands in the column <c>dot</c>; empty for a dot nobody knows.</summary>
    public string Of(Dot dot) =>
        dot.Counter == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{NameOf(dot.Actor)}:{dot.Counter}");

    private void AppendDot(Dot dot)
    {
        if (dot.Counter == 0)
        {
            _json.Append("null");
            return;
        }

        _json.Append('"').Append(NameOf(dot.Actor)).Append(':').Append(dot.Counter).Append('"');
    }

    private void AppendValue(string valueId)
    {
        if (valueId.Length == 0)
        {
            _json.Append("null");
            return;
        }

        _json.Append('"');
        foreach (var c in valueId)
        {
            _ = c is '"' or '\\' or < ' ' or > '~'
                ? _json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture))
                : _json.Append(c);
        }

        _json.Append('"');
    }

    private string NameOf(Actor actor)
    {
        if (!_actors.TryGetValue(actor, out var name))
        {
            _actors[actor] = name = actor.ToString();
        }

        return name;
    }
}
