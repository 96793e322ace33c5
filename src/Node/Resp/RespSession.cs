using System.Text;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Resp;

/// <summary>
/// What a client has said of itself, and the answers to all that needs no other node: enough for programs made for
/// Redis to start.
/// </summary>
/// <param name="services">Of the node.</param>
/// <param name="number">The connection's.</param>
internal sealed class RespSession(ConnectionServices services, int number)
{
    /// <summary>The one user there is, as Redis calls it.</summary>
    private const string User = "default";

    private const string WrongPass =
        "WRONGPASS invalid username-password pair; accepted: the user 'default' and the cluster's token";

    /// <summary>Whether it may ask for keys.</summary>
    public bool IsKnown { get; private set; } = services.Secret is null;

    /// <summary>Whether it has asked for version 3 of the protocol.</summary>
    public bool IsVersion3 { get; private set; }

    public bool HasQuit { get; private set; }

    public void Answer(RespCommand command, in RespArguments arguments, PooledBuffer output)
    {
        var writer = new RespWriter(output, IsVersion3);
        switch (command.Verb)
        {
            case RespVerb.Ping when arguments.Count == 1:
                writer.Status("PONG"u8);
                break;
            case RespVerb.Ping or RespVerb.Echo when arguments.Count == 2:
                writer.Bulk(arguments[1]);
                break;
            case RespVerb.Hello:
                Hello(arguments, output);
                break;
            case RespVerb.Auth when arguments.Count <= 3:
                Say(writer, WhyNotKnown(arguments.Count == 3 ? Text(arguments[1]) : User, Text(arguments[^1])));
                break;
            case RespVerb.Select:
                Say(writer, Text(arguments[1]) == "0" ? "" : "ERR DB index is out of range; accepted: 0");
                break;
            case RespVerb.Command:
                Command(arguments, writer);
                break;
            case RespVerb.Config:
                Config(arguments, writer);
                break;
            case RespVerb.Client:
                Client(arguments, writer);
                break;
            case RespVerb.Quit:
                HasQuit = true;
                writer.Status("OK"u8);
                break;
            default:
                writer.Error($"ERR wrong number of arguments for '{command.Name.ToLowerInvariant()}' command");
                break;
        }
    }

    /// <summary>HELLO [version [AUTH user token] [SETNAME name]].</summary>
    private void Hello(in RespArguments arguments, PooledBuffer output)
    {
        var error = arguments.Count == 1 ? "" : WhyNotHello(arguments);
        if (error.Length == 0 && !IsKnown)
        {
            error = "NOAUTH HELLO must be called with the client already authenticated, or with AUTH default <token>";
        }

        if (error.Length > 0)
        {
            new RespWriter(output, IsVersion3).Error(error);
            return;
        }

        IsVersion3 = arguments.Count == 1 ? IsVersion3 : Text(arguments[1]) == "3";
        var writer = new RespWriter(output, IsVersion3);
        writer.Map(7);
        Pair(writer, "server", "dynamolab");
        Pair(writer, "version", RespInfo.RedisVersion);
        writer.Bulk("proto"u8);
        writer.Integer(IsVersion3 ? 3 : 2);
        writer.Bulk("id"u8);
        writer.Integer(number);
        Pair(writer, "mode", "standalone");
        Pair(writer, "role", "master");
        writer.Bulk("modules"u8);
        writer.Array(0);
    }

    private string WhyNotHello(in RespArguments arguments)
    {
        if (Text(arguments[1]) is not ("2" or "3"))
        {
            return "NOPROTO unsupported protocol version; accepted: 2, 3";
        }

        for (var i = 2; i < arguments.Count;)
        {
            if (Is(arguments[i], "AUTH") && i + 2 < arguments.Count)
            {
                if (WhyNotKnown(Text(arguments[i + 1]), Text(arguments[i + 2])) is { Length: > 0 } error)
                {
                    return error;
                }

                i += 3;
            }
            else if (Is(arguments[i], "SETNAME") && i + 1 < arguments.Count)
            {
                i += 2;
            }
            else
            {
                return $"ERR syntax error at '{Text(arguments[i])}'; accepted: AUTH user token, SETNAME name";
            }
        }

        return "";
    }

    /// <summary>Lets the client in, or says why not.</summary>
    private string WhyNotKnown(string user, string token)
    {
        if (services.Secret is not { } secret)
        {
            return "ERR AUTH called without any password configured: this cluster has no secret";
        }

        if (user != User || !secret.IsHttpToken(token))
        {
            return WrongPass;
        }

        IsKnown = true;
        return "";
    }

    private static void Command(in RespArguments arguments, in RespWriter writer)
    {
        if (arguments.Count > 1 && Is(arguments[1], "COUNT"))
        {
            writer.Integer(RespCommand.All.Count);
        }
        else if (arguments.Count > 1 && Is(arguments[1], "DOCS"))
        {
            writer.Map(0);
        }
        else if (arguments.Count > 1)
        {
            writer.Error($"ERR unknown subcommand '{Text(arguments[1])}'; accepted: COUNT, DOCS");
        }
        else
        {
            writer.Array(RespCommand.All.Count);
            foreach (var command in RespCommand.All)
            {
                Describe(command, writer);
            }
        }
    }

    private static void Describe(RespCommand command, in RespWriter writer)
    {
        writer.Array(6);
        writer.Bulk(command.LowerName);
        writer.Integer(command.Arity);
        writer.Array(1);
        writer.Status(command.IsWrite ? "write"u8 : command.LastKey != 0 ? "readonly"u8 : "fast"u8);
        writer.Integer(command.LastKey == 0 ? 0 : 1);
        writer.Integer(command.LastKey);
        writer.Integer(command.Step);
    }

    /// <summary>What redis-benchmark asks first; of all else it is answered that there is none.</summary>
    private void Config(in RespArguments arguments, in RespWriter writer)
    {
        if (!Is(arguments[1], "GET"))
        {
            writer.Error($"ERR unknown subcommand '{Text(arguments[1])}'; accepted: GET");
            return;
        }

        var known = new List<(string Name, string Value)>();
        for (var i = 2; i < arguments.Count; i++)
        {
            if (Is(arguments[i], "save"))
            {
                known.Add(("save", ""));
            }
            else if (Is(arguments[i], "appendonly"))
            {
                known.Add(("appendonly", services.Self.Durability == Core.Storage.Durability.Memory ? "no" : "yes"));
            }
        }

        writer.Map(known.Count);
        foreach (var (name, value) in known)
        {
            Pair(writer, name, value);
        }
    }

    private void Client(in RespArguments arguments, in RespWriter writer)
    {
        if (Is(arguments[1], "SETINFO") || Is(arguments[1], "SETNAME"))
        {
            writer.Status("OK"u8);
        }
        else if (Is(arguments[1], "ID"))
        {
            writer.Integer(number);
        }
        else if (Is(arguments[1], "GETNAME"))
        {
            writer.Null();
        }
        else
        {
            writer.Error($"ERR unknown subcommand '{Text(arguments[1])}'; accepted: SETINFO, SETNAME, GETNAME, ID");
        }
    }

    private static void Pair(in RespWriter writer, string name, string value)
    {
        writer.Bulk(name);
        writer.Bulk(value);
    }

    private static void Say(in RespWriter writer, string error)
    {
        if (error.Length > 0)
        {
            writer.Error(error);
        }
        else
        {
            writer.Status("OK"u8);
        }
    }

    private static bool Is(ReadOnlySpan<byte> argument, string word) => Ascii.EqualsIgnoreCase(argument, word);

    private static string Text(ReadOnlySpan<byte> argument) => Encoding.UTF8.GetString(argument);
}
