using DynamoLab.Core;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>One command line: a verb, words, and name=value pairs anywhere among them.</summary>
internal sealed class ScenarioArguments
{
    private readonly Dictionary<string, string> _named = [];
    private readonly List<string> _words = [];

    public ScenarioArguments(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Verb = parts[0];
        foreach (var part in parts.Skip(1))
        {
            if (part.IndexOf('=') is > 0 and var at)
            {
                _named[part[..at]] = part[(at + 1)..];
            }
            else
            {
                _words.Add(part);
            }
        }
    }

    public string Verb { get; }

    public IReadOnlyList<string> Words => _words;

    public IReadOnlyDictionary<string, string> Named => _named;

    public NodeId Node(int index) => new(_words[index]);

    public Key Key(int index) => new(_words[index]);

    public int Number(string name, int otherwise) =>
        _named.TryGetValue(name, out var value) ? int.Parse(value) : otherwise;
}
