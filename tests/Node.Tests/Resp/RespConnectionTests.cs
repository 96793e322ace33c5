using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests.Resp;

/// <summary>Commands of the Redis protocol over real sockets.</summary>
public sealed class RespConnectionTests
{
    [Fact]
    public async Task Keys_WrittenAtOneNode_AreReadAtAnother()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var first = await RespWire.OpenAsync(nodes.Ports[0]);
        using var second = await RespWire.OpenAsync(nodes.Ports[1]);
        await first.AskAsync("GET a", "$-1\r\n");
        await first.AskAsync("set a one", "+OK\r\n");
        await second.AskAsync("Get a", "$3\r\none\r\n");
        await second.AskAsync("MSET a two b  c three", "+OK\r\n");
        await first.AskAsync("MGET a b none c", "*4\r\n$3\r\ntwo\r\n$0\r\n\r\n$-1\r\n$5\r\nthree\r\n");
        await first.AskAsync("EXISTS a a none b", ":3\r\n");
        await first.AskAsync("DEL a none a b", ":2\r\n");
        await second.AskAsync("DEL a", ":0\r\n");
        await second.AskAsync("MGET a b c", "*3\r\n$-1\r\n$-1\r\n$5\r\nthree\r\n");
        await second.AskAsync("SET a again", "+OK\r\n");
        await first.AskAsync("GET a", "$5\r\nagain\r\n");
    }

    [Fact]
    public async Task OtherCommands_AsProgramsStartWithThem_AreAnswered()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("PING", "+PONG\r\n");
        await wire.AskAsync("PING hello", "$5\r\nhello\r\n");
        await wire.AskAsync("ECHO hello", "$5\r\nhello\r\n");
        await wire.AskAsync("SELECT 0", "+OK\r\n");
        await wire.AskAsync("SELECT 1", "-ERR DB index is out of range; accepted: 0\r\n");
        await wire.AskAsync("COMMAND COUNT", ":16\r\n");
        await wire.AskAsync("COMMAND DOCS", "*0\r\n");
        await wire.AskAsync("COMMAND", "*16\r\n*6\r\n$3\r\nget\r\n:2\r\n*1\r\n+readonly\r\n:1\r\n:1\r\n:1\r\n");
        for (var lines = 0; lines < 15 * 9; lines++)
        {
            await wire.ReadLineAsync();
        }

        await wire.AskAsync(
            "CONFIG GET save appendonly maxmemory", "*4\r\n$4\r\nsave\r\n$0\r\n\r\n$10\r\nappendonly\r\n$3\r\nyes\r\n");
        await wire.AskAsync("CONFIG SET a b", "-ERR unknown subcommand 'SET'; accepted: GET\r\n");
        await wire.AskAsync("CLIENT SETINFO lib-name x", "+OK\r\n");
        await wire.AskAsync("CLIENT SETNAME x", "+OK\r\n");
        await wire.AskAsync(
            "CLIENT KILL", "-ERR unknown subcommand 'KILL'; accepted: SETINFO, SETNAME, GETNAME, ID\r\n");
        await wire.AskAsync(
            "AUTH x", "-ERR AUTH called without any password configured: this cluster has no secret\r\n");
        await wire.AskAsync("HELLO 4", "-NOPROTO unsupported protocol version; accepted: 2, 3\r\n");
        await wire.AskAsync(
            "HELLO 3 SETNAME x", "%7\r\n$6\r\nserver\r\n$9\r\ndynamolab\r\n$7\r\nversion\r\n$5\r\n6.0.0\r\n");
        await wire.ExpectAsync("$5\r\nproto\r\n:3\r\n$2\r\nid\r\n");
        Assert.StartsWith(":", await wire.ReadLineAsync(), StringComparison.Ordinal);
        await wire.ExpectAsync("$4\r\nmode\r\n$10\r\nstandalone\r\n");
        await wire.ExpectAsync("$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*0\r\n");
        await wire.AskAsync("GET none", "_\r\n");
        await wire.AskAsync("COMMAND DOCS GET", "%0\r\n");
        await wire.AskAsync("QUIT", "+OK\r\n");
        await wire.ExpectEndAsync();
    }

    [Theory]
    [InlineData("GET", "ERR wrong number of arguments for 'get' command")]
    [InlineData("GET a b", "ERR wrong number of arguments for 'get' command")]
    [InlineData("MSET a 1 b", "ERR wrong number of arguments for 'mset' command")]
    [InlineData("PING a b", "ERR wrong number of arguments for 'ping' command")]
    [InlineData("SET a 1 EX 3", "ERR syntax error; accepted: SET key value, without options")]
    [InlineData("GET ", "ERR key has 0 bytes; accepted: 1 to 10")]
    [InlineData("DEL a 12345678901", "ERR key has 11 bytes; accepted: 1 to 10")]
    [InlineData("MSET a 1 b 12345678901234567890x", "ERR value has 21 bytes; accepted: at most 20")]
    [InlineData("HELLO 2 AUTH", "ERR syntax error at 'AUTH'; accepted: AUTH user token, SETNAME name")]
    public async Task Command_ThatIsWrong_IsRefusedAndTheNextIsServed(string command, string error)
    {
        await using var nodes = await TestNodes.StartAsync(
            1, options => options with { KeyBytesMax = 10, ValueBytesMax = 20 });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync(command, $"-{error}\r\n");
        await wire.AskAsync("SET 1234567890 12345678901234567890", "+OK\r\n");
        await wire.AskAsync("EXISTS 1234567890 12345678901", "-ERR key has 11 bytes; accepted: 1 to 10\r\n");
    }

    [Fact]
    public async Task Command_Unknown_IsToldWhichAreKnown()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync(
            $"{new string('x', 100)} a", $"-ERR unknown command '{new string('x', 64)}'; accepted: GET, SET, ");
        Assert.EndsWith("CLIENT, QUIT", await wire.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_ThatAreNoCommand_EndTheConnectionAfterWhatCameBefore()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n*2\r\n$3\r\nGET\r\n*1\r\nand more"u8.ToArray());
        await wire.ExpectAsync("+OK\r\n-ERR Protocol error: expected '$', got '*'\r\n");
        await wire.ExpectEndAsync();
    }

    [Fact]
    public async Task Secret_WithoutTheToken_NothingIsServed()
    {
        var secret = Secrets.Of('s');
        await using var nodes = await TestNodes.StartAsync(1, options => options with { Secret = secret });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("GET a", "-NOAUTH Authentication required.\r\n");
        await wire.AskAsync("INFO", "-NOAUTH Authentication required.\r\n");
        await wire.AskAsync("HELLO 3", "-NOAUTH HELLO must be called with the client already authenticated, ");
        await wire.ReadLineAsync();
        const string wrong =
            "-WRONGPASS invalid username-password pair; accepted: the user 'default' and the cluster's token\r\n";
        await wire.AskAsync($"AUTH {Secrets.Of('t').HttpToken}", wrong);
        await wire.AskAsync($"AUTH admin {secret.HttpToken}", wrong);
        await wire.AskAsync("HELLO 3 AUTH default x", wrong);
        await wire.AskAsync("GET a", "-NOAUTH Authentication required.\r\n");
        await wire.AskAsync($"AUTH default {secret.HttpToken}", "+OK\r\n");
        await wire.AskAsync("GET a", "$-1\r\n");

        using var other = await RespWire.OpenAsync(nodes.Port);
        await other.AskAsync($"HELLO 3 AUTH default {secret.HttpToken}", "%7\r\n$6\r\nserver");
    }

    /// <summary>Who has not shown the token makes the node hold no more than a kibibyte.</summary>
    [Theory]
    [InlineData(1024, "-NOAUTH Authentication required.")]
    [InlineData(1025, "-ERR Protocol error: the command is longer than 1024 bytes")]
    public async Task Secret_ALongCommandOfAStranger_IsRefused(int bytes, string reply)
    {
        await using var nodes = await TestNodes.StartAsync(1, options => options with { Secret = Secrets.Of('s') });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync($"ECHO {new string('x', bytes - "*2\r\n$4\r\nECHO\r\n$1000\r\n\r\n".Length)}");
        Assert.Equal(reply, await wire.ReadLineAsync());
    }

    /// <summary>All of it is asked at once, through primaries of the keys and through other nodes.</summary>
    [Fact]
    public async Task Pipeline_OfManyCommands_IsAnsweredInItsOrder()
    {
        await using var nodes = await TestNodes.StartAsync(5);
        foreach (var port in nodes.Ports)
        {
            using var wire = await RespWire.OpenAsync(port);
            string[] commands = [.. Enumerable.Range(0, 300).SelectMany(
                i => (string[])[$"SET k{i % 7} {i}", $"GET k{i % 7}", "PING", $"DEL x{i}", $"MGET k{i % 7} none"])];
            await wire.SendAsync(commands);
            for (var i = 0; i < 300; i++)
            {
                var value = $"${$"{i}".Length}\r\n{i}\r\n";
                await wire.ExpectAsync($"+OK\r\n{value}+PONG\r\n:0\r\n*2\r\n{value}$-1\r\n");
            }
        }
    }

    /// <summary>The first primary is far away: if it did not wait, the read would ask the others only.</summary>
    [Fact]
    public async Task Pipeline_ReadBehindAWriteOfTheSameKey_SeesIt()
    {
        await using var nodes = await TestNodes.StartAsync(5);
        var names = Enumerable.Range(1, 5).Select(i => new NodeId($"n{i}")).ToArray();
        var preference = HashRing.Of(names, new RingOptions(ReplicationFactor: 3)).PreferenceListOf(new Key("k").Token);
        var through = Array.FindIndex(names, name => !preference.IsPrimary(name));
        using var control = await TestWire.OpenAsync(nodes.Ports[through], Role.Control);
        await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule(preference.Primaries[0].Name, LinkDirection.Out, 50, 0)]));

        using var wire = await RespWire.OpenAsync(nodes.Ports[through]);
        await wire.SendAsync("SET k 1", "GET k", "DEL k", "EXISTS k", "SET k 2", "SET k 3", "GET k");
        await wire.ExpectAsync("+OK\r\n$1\r\n1\r\n:1\r\n:0\r\n+OK\r\n+OK\r\n$1\r\n3\r\n");
    }

    [Fact]
    public async Task Siblings_OfOtherClients_AreReadAsTheLatestAndReplacedBySet()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var binary = await TestWire.OpenAsync(nodes.Port, Role.Client);
        for (ulong i = 1; i <= 3; i++)
        {
            await binary.AskAsync<WriteResponse>(
                i, new WriteRequest(new Key("k"), Encoding.ASCII.GetBytes($"{i}"), CausalContext.Empty, false, 3, 0));
        }

        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("GET k", "$1\r\n3\r\n");
        await wire.AskAsync("SET k 4", "+OK\r\n");
        var state = (await binary.AskAsync<GetResponse>(9, new GetRequest(new Key("k"), 0, 0))).State;
        Assert.Equal("4"u8.ToArray(), Assert.Single(state.Siblings.ToArray()).Value);
    }

    [Fact]
    public async Task Quorum_OutOfReach_IsAnError()
    {
        await using var nodes = await TestNodes.StartAsync(2);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await nodes.Hosts[1].StopAsync();
        await wire.SendAsync("SET a 1", "MGET a b", "PING");
        foreach (var _ in new[] { "SET", "MGET" })
        {
            // None where the lost link is heard of before the node's own part is kept, else one.
            Assert.StartsWith(
                "-NOREPLICAS quorum not met: needed 2, got ", await wire.ReadLineAsync(), StringComparison.Ordinal);
        }

        await wire.ExpectAsync("+PONG\r\n");
    }

    /// <summary>An overloaded node takes one request at a time of each connection, and refuses none.</summary>
    [Fact]
    public async Task Overloaded_APipeline_IsSlowedAndServed()
    {
        await using var nodes = await TestNodes.StartAsync(1, options => options with
        {
            Connections = new ConnectionLimits { OverloadInFlight = 0, OverloadLagMs = 0 },
        });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync([.. Enumerable.Range(0, 100).Select(i => $"SET k{i} v")]);
        await wire.ExpectAsync(string.Concat(Enumerable.Repeat("+OK\r\n", 100)));
    }

    [Fact]
    public async Task Info_OfANode_IsItsStatus()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync("SET a 1", "INFO");
        await wire.ExpectAsync("+OK\r\n$");
        var info = new List<string>();
        while (info is not [.., "# Dynamolab"])
        {
            info.Add(await wire.ReadLineAsync());
        }

        Assert.Equal(
            [
                "# Server", "redis_version:6.0.0", "redis_mode:standalone", "", "# Replication", "role:master", "",
                "# Keyspace", "db0:keys=1,expires=0,avg_ttl=0", "", "# Dynamolab",
            ],
            info.SkipWhile(line => line != "# Server"));
        Assert.Equal("node:n1", await wire.ReadLineAsync());
    }
}
