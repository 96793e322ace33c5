using System.Text;

namespace DynamoLab.Node.Resp;

/// <summary>A command as <c>COMMAND</c> describes it.</summary>
/// <param name="Verb">Which one.</param>
/// <param name="Name">In capital letters.</param>
/// <param name="Arity">Arguments with its name; negative: at least so many.</param>
/// <param name="LastKey">Of the arguments; negative: counted from the end; 0: it has no keys.</param>
/// <param name="Step">Arguments from one key to the next.</param>
/// <param name="IsWrite">Whether it changes keys.</param>
internal sealed record RespCommand(
    RespVerb Verb, string Name, int Arity, int LastKey = 0, int Step = 0, bool IsWrite = false)
{
    public static readonly IReadOnlyList<RespCommand> All =
    [
        new(RespVerb.Get, "GET", 2, 1, 1),
        new(RespVerb.Set, "SET", -3, 1, 1, true),
        new(RespVerb.MGet, "MGET", -2, -1, 1),
        new(RespVerb.MSet, "MSET", -3, -1, 2, true),
        new(RespVerb.Exists, "EXISTS", -2, -1, 1),
        new(RespVerb.Del, "DEL", -2, -1, 1, true),
        new(RespVerb.Ping, "PING", -1),
        new(RespVerb.Echo, "ECHO", 2),
        new(RespVerb.Hello, "HELLO", -1),
        new(RespVerb.Auth, "AUTH", -2),
        new(RespVerb.Select, "SELECT", 2),
        new(RespVerb.Info, "INFO", -1),
        new(RespVerb.Command, "COMMAND", -1),
        new(RespVerb.Config, "CONFIG", -2),
        new(RespVerb.Client, "CLIENT", -2),
        new(RespVerb.Quit, "QUIT", -1),
    ];

    /// <summary>What may be sent, as the end of "accepted: ".</summary>
    public static readonly string Accepted = string.Join(", ", All.Select(command => command.Name));

    private readonly byte[] _lowerName = Encoding.ASCII.GetBytes(Name.ToLowerInvariant());

    /// <summary>In small letters, as ASCII.</summary>
    public ReadOnlySpan<byte> LowerName => _lowerName;

    /// <summary>Whether it is the node that answers, not the connection.</summary>
    public bool IsRequest => LastKey != 0 || Verb == RespVerb.Info;

    /// <summary>Whether it is answered before the client has said who it is.</summary>
    public bool IsForStrangers => Verb is RespVerb.Auth or RespVerb.Hello or RespVerb.Quit;

    public static RespCommand? Find(ReadOnlySpan<byte> name)
    {
        foreach (var command in All)
        {
            if (Ascii.EqualsIgnoreCase(name, command.Name))
            {
                return command;
            }
        }

        return null;
    }

    /// <summary>How many requests to the node it is: one for each key.</summary>
    public int PartsOf(int arguments) => LastKey < 0 ? (arguments - 1) / Step : 1;

    /// <summary>What is wrong with so many arguments; empty where nothing is.</summary>
    public string WhyRefused(int arguments)
    {
        var isFitting = (Arity > 0 ? arguments == Arity : arguments >= -Arity)
            && (LastKey >= 0 || (arguments - 1) % Step == 0);
        return !isFitting ? $"ERR wrong number of arguments for '{Name.ToLowerInvariant()}' command"
            : Verb == RespVerb.Set && arguments > 3 ? "ERR syntax error; accepted: SET key value, without options"
            : "";
    }
}
