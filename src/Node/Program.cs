using System.Net.Sockets;
using DynamoLab.Core.Cluster;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Lifetime;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Node.Registry;
using DynamoLab.Node.Sockets;
using DynamoLab.Node.Timers;

namespace DynamoLab.Node;

/// <summary>The entry point of <c>dynamo-node</c>.</summary>
public static class Program
{
    /// <summary>Exit code: the node left as it was asked to.</summary>
    public const int Graceful = 0;

    /// <summary>Exit code: the node's loop broke; the log says how.</summary>
    public const int Broken = 1;

    /// <summary>Exit code: bad input, or the port is in use.</summary>
    public const int BadInput = 2;

    public static Task<int> Main(string[] args)
    {
        SocketThreads.Prepare();
        return RunAsync(args, (options, _, reactor) => new PortNetwork(options, reactor));
    }

    /// <param name="args">The command line.</param>
    /// <param name="networkOf">What carries the messages between the nodes.</param>
    internal static async Task<int> RunAsync(
        string[] args, Func<HostOptions, NodeLog, Reactor?, IPeerNetwork> networkOf)
    {
        BatchScheduling.Begin();
        var time = TimeProvider.System;
        var command = NodeCommand.Parse(args, new HostClock(time).Now);
        if (command.Options is not { } options)
        {
            await (command.ExitCode == 0 ? Console.Out : Console.Error).WriteLineAsync(command.Text);
            return command.ExitCode;
        }

        try
        {
            using var log = NodeLog.Open(options.LogPath, time);
            return await RunAsync(options, log, time, networkOf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                $"--log_file is '{options.LogPath}', which cannot be written: {e.Message}");
            return BadInput;
        }
    }

    private static async Task<int> RunAsync(
        HostOptions options,
        NodeLog log,
        TimeProvider time,
        Func<HostOptions, NodeLog, Reactor?, IPeerNetwork> networkOf)
    {
        using var signals = new StopSignals(options.ExitWithParent);
        NodeStore store;
        try
        {
            (store, options) = NodeStore.Open(options, log, time);
        }
        catch (IOException e)
        {
            log.BadInput(e.Message);
            await Console.Error.WriteLineAsync(e.Message);
            return BadInput;
        }

        using var data = store;
        log.Starting(options);
        var reactor = Reactor.Start();
        var alarms = reactor?.Alarms ?? new ThreadTime();
        var network = networkOf(options, log, reactor);
        await using var host = new NodeHost(options, store, log, new ThreadTime(), network, reactor, alarms);
        var error = await StartAsync(options, host, log, time);
        if (error.Length > 0)
        {
            log.BadInput(error);
            await Console.Error.WriteLineAsync(error);
            return BadInput;
        }

        await Task.WhenAny(signals.Reason, host.Looping);
        if (host.Looping.Exception is { } broken)
        {
            log.Failed(broken.InnerException ?? broken);
            return Broken;
        }

        var reason = await signals.Reason;
        log.Stopping(reason);
        if (reason == StopSignals.ParentGone && options is { SecretGoesWithParent: true, SecretPath: { } secret })
        {
            RemoveSecret(secret, log);
        }

        await host.StopAsync();
        log.Stopped();
        return Graceful;
    }

    private static void RemoveSecret(string path, NodeLog log)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.SecretLeft(path, e.Message);
        }
    }

    /// <summary>Listens and registers; returns why it could not, or nothing.</summary>
    private static async Task<string> StartAsync(HostOptions options, NodeHost host, NodeLog log, TimeProvider time)
    {
        var address = options.Node.Address;
        try
        {
            await host.HearPeersAsync();
            host.Start();
        }
        catch (IOException e)
        {
            return e.Message;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"--port is {address.Port}, which is in use on {address.Host}; accepted: a free port";
        }
        catch (SocketException e)
        {
            return $"--host {address.Host} --port {address.Port} cannot be listened on: {e.Message}";
        }

        log.Listening(address);
        if (options.ClusterProcsPath is not { } path)
        {
            return "";
        }

        var entry = new ClusterEntry(options.Node.Id, Environment.ProcessId, address.Port)
        {
            Host = address.Host,
            SecretFile = FullPath(options.SecretPath),
            TlsAuthority = FullPath(options.TlsAuthorityPath),
        };
        var error = await new ClusterRegistry(path, time).RegisterAsync(entry, CancellationToken.None);
        if (error.Length == 0)
        {
            log.Registered(path);
        }

        return error;

        static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
    }
}
