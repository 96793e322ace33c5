using System.Text.Json;
using System.Text.Json.Nodes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.History.Pbs;

namespace DynamoLab.Driver.Pbs;

/// <summary><c>delays.json</c>; docs/pbs.md says what its fields mean.</summary>
internal static class DelaysJson
{
    private const string Legs = "WARS";

    /// <summary>The paper's letter of a delay.</summary>
    public static string LetterOf(DelayLeg leg) => Legs[(int)leg].ToString();

    /// <param name="sinceUs">Since when delays were recorded, on the operations' clock.</param>
    /// <param name="nodes">All nodes, those that gave no answer too.</param>
    /// <param name="answers">By the node that received what was measured.</param>
    public static string Of(
        long sinceUs, IReadOnlyList<NodeId> nodes, IReadOnlyList<(NodeId Node, DelaysResponse Answer)> answers)
    {
        var links = from answer in answers
                    from delays in answer.Answer.Delays
                    orderby delays.Leg
                    select LinkOf(delays, answer.Node);
        return new JsonObject
        {
            ["schema_version"] = 1,
            ["unit"] = "us",
            ["since_us"] = sinceUs,
            ["sampled_one_in"] = answers.Count == 0 ? 0 : answers[0].Answer.SampledOneIn,
            ["nodes"] = new JsonArray([.. nodes.Select(n => (JsonNode)n.Name)]),
            ["links"] = new JsonArray([.. links]),
        }.ToJsonString() + "\n";
    }

    /// <exception cref="CannotRunException">It is none of ours.</exception>
    public static RunDelays Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <param name="text">The file's.</param>
    /// <param name="path">As errors name it.</param>
    /// <exception cref="CannotRunException">It is none of ours.</exception>
    internal static RunDelays Parse(string text, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return new RunDelays(
                json.RootElement.GetProperty("since_us").GetInt64(),
                [.. json.RootElement.GetProperty("nodes").EnumerateArray().Select(n => new NodeId(n.GetString()!))],
                [.. json.RootElement.GetProperty("links").EnumerateArray().Select(LinkOf)]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException
            or InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new CannotRunException($"{path} is no file of delays: {problem.Message}", problem);
        }
    }

    private static JsonNode LinkOf(PeerDelays delays, NodeId to) => new JsonObject
    {
        ["leg"] = Legs[(int)delays.Leg - 1].ToString(),
        ["from"] = delays.Peer.Name,
        ["to"] = to.Name,
        ["unclear"] = delays.Unclear,
        ["buckets"] = new JsonArray([.. delays.Buckets.Select(b => (JsonNode)new JsonArray(b.MiddleUs, b.Count))]),
    };

    private static LinkDelay LinkOf(JsonElement link)
    {
        var leg = Legs.IndexOf(link.GetProperty("leg").GetString()!, StringComparison.Ordinal);
        return leg < 0
            ? throw new FormatException("\"leg\" is none of W, A, R, S")
            : new LinkDelay(
                (DelayLeg)leg,
                new NodeId(link.GetProperty("from").GetString()!),
                new NodeId(link.GetProperty("to").GetString()!),
                [.. link.GetProperty("buckets").EnumerateArray().Select(b => (b[0].GetInt64(), b[1].GetInt64()))]);
    }
}
