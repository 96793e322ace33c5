using System.Diagnostics;

namespace DynamoLab.Node.Tests.Resp;

/// <summary>Redis' own programs, which know nothing of us.</summary>
public sealed class RedisProgramTests
{
    [Fact]
    public async Task RedisCli_CommandsInARow_AreAnswered()
    {
        Require("redis-cli");
        var secret = Secrets.Of('s');
        await using var nodes = await TestNodes.StartAsync(3, options => options with { Secret = secret });
        string[] connect = ["-p", $"{nodes.Port}", "--no-auth-warning", "-a", secret.HttpToken];

        var said = await RunAsync(
            "redis-cli",
            "SET cart milk\nGET cart\nMSET a 1 b 2\nMGET a b c\nEXISTS a b c\nDEL a c\nGET a\nPING\n",
            connect);
        Assert.Equal("OK\nmilk\nOK\n1\n2\n\n2\n1\n\nPONG\n", said);

        // Version 3 of the protocol, and a terminal's form of answers.
        said = await RunAsync("redis-cli", "GET cart\nGET a\nMGET cart a\n", ["-3", "--no-raw", .. connect]);
        Assert.Equal("\"milk\"\n(nil)\n1) \"milk\"\n2) (nil)\n", said);

        said = await RunAsync("redis-cli", "GET cart\n", ["-p", $"{nodes.Port}"]);
        Assert.Equal("NOAUTH Authentication required.\n\n", said);
    }

    [Fact]
    public async Task RedisCli_OverTls_IsAnswered()
    {
        Require("redis-cli");
        using var certificates = new Certificates();
        using var scratch = new Scratch();
        var secret = Secrets.Of('s');
        var options = certificates.OptionsIn(scratch.PathOf(""));
        await using var nodes = await TestNodes.StartAsync(
            1, o => o with { Secret = secret, Tls = certificates.NodeAt("127.0.0.1") });

        var said = await RunAsync("redis-cli", "SET cart milk\nGET cart\n", [
            "--tls", "--cacert", options[^1], "-p", $"{nodes.Port}", "--no-auth-warning", "-a", secret.HttpToken,
        ]);

        Assert.Equal("OK\nmilk\n", said);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task RedisBenchmark_ManyConnections_EndsWithoutAnError(int pipeline)
    {
        Require("redis-benchmark");
        await using var nodes = await TestNodes.StartAsync(3);
        var said = await RunAsync("redis-benchmark", "", [
            "-p", $"{nodes.Port}", "-t", "set,get,mset", "-n", "20000", "-r", "1000", "-d", "100", "-c", "50",
            "-P", $"{pipeline}", "--csv",
        ]);
        foreach (var test in new[] { "SET", "GET", "MSET (10 keys)" })
        {
            Assert.Contains($"\"{test}\",\"", said, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("rror", said, StringComparison.Ordinal);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("EXISTS key:000000000000 key:000000000999", ":2\r\n");
    }

    private static void Require(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program))),
        $"there is no {program} on this machine (Debian: apt-get install redis-tools)");

    /// <summary>All that it says; it ends with 0.</summary>
    private static async Task<string> RunAsync(string program, string input, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return said;
    }
}
