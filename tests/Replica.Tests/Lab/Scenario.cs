using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>
/// Carries out the commands of one scenario and tells what happened, a line per event with its time in milliseconds.
/// </summary>
internal sealed partial class Scenario
{
    private TestCluster _cluster = new(seed: 1);
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, CausalContext> _contexts = [];
    private readonly Dictionary<ulong, string> _contextNames = [];
    private readonly HashSet<string> _hidden = [];
    private IReadOnlyDictionary<string, string> _named = new Dictionary<string, string>();

    public Scenario() => _cluster.Observer = OnEvent;

    public string Run(string line)
    {
        _output.Clear();
        var command = new ScenarioArguments(line);
        switch (command.Verb)
        {
            case "put" or "delete" or "get" or "pause" or "resume" or "round" or "status":
                Request(command);
                break;
            case "state" or "hints" or "preference" or "suspects" or "members" or "counters" or "agree":
                View(command);
                break;
            default:
                Command(command);
                break;
        }

        return _output.ToString();
    }

    private void Request(ScenarioArguments command)
    {
        switch (command.Verb)
        {
            case "put":
                Write(command, Encoding.UTF8.GetBytes(command.Words[2]));
                break;
            case "delete":
                Write(command, null);
                break;
            case "get":
                var get = new GetRequest(command.Key(1), command.Number("R", 0), command.Number("timeout_ms", 0));
                Ask(command, get);
                break;
            case "status":
                Ask(command, new StatusRequest());
                break;
            case "round":
                Round(command);
                break;
            default:
                Ask(command, new RepairPause(command.Verb == "pause"));
                break;
        }

        if (!command.Words.Contains("&"))
        {
            _cluster.Settle();
        }
    }

    /// <summary>Without a context a put is blind, and a delete covers what its coordinator holds.</summary>
    private void Write(ScenarioArguments command, byte[]? value)
    {
        var hasContext = command.Named.TryGetValue("context", out var name);
        Ask(command, new WriteRequest(
            command.Key(1),
            value,
            hasContext ? _contexts[name!] : CausalContext.Empty,
            CoversHeld: value is null && !hasContext,
            command.Number("W", 0),
            command.Number("timeout_ms", 0)));
    }

    private void Ask(ScenarioArguments command, Message request)
    {
        // The reply may come before the request's number is known here, so the name goes first.
        var name = command.Named.GetValueOrDefault("as", "last");
        _contextNames[_cluster.NextRequest] = name;
        _cluster.Request(command.Node(0), request);
    }

    private void Round(ScenarioArguments command)
    {
        NodeId[] live = [.. _cluster.Nodes.Where(n => n.IsUp).Select(n => n.Options.Id)];
        foreach (var node in live)
        {
            _cluster.Request(node, new RepairRound(
                int.Parse(command.Words[0]), (ulong)command.Number("seed", 1), command.Number("timeout_ms", 2000),
                    live));
        }
    }

    private void OnEvent(TestEvent e)
    {
        if (e.Kind == TestEventKind.Replied)
        {
            Remember(e.Number, e.What!);
        }

        if (e.What is not null && _hidden.Contains(e.What.Kind.ToString()))
        {
            return;
        }

        Tell(e.ToLine(_cluster.Now));
    }

    private void Remember(ulong request, Message response)
    {
        var context = response switch
        {
            GetResponse { Outcome: Outcome.Ok } got => got.State.Context,
            WriteResponse { Outcome: Outcome.Ok } wrote => wrote.Context,
            _ => null,
        };
        if (context is not null)
        {
            _contexts[_contextNames[request]] = context;
        }
    }

    private void Tell(string line) => _output.Append(line).Append('\n');
}
