using System.Net;
using System.Net.Sockets;
using DynamoLab.Core.Handshakes;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Orleans.Guard;
using DynamoLab.Node.Orleans.Membership;
using DynamoLab.Node.Orleans.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using HostOptions = DynamoLab.Node.Options.HostOptions;

namespace DynamoLab.Node.Orleans.Silos;

/// <summary>
/// The silo around a node: carries its messages to the nodes of other silos. Who is alive is the node's own business,
/// so Orleans watches nobody; the membership table says where the silo of a node is, and no more.
/// </summary>
internal sealed class SiloNetwork(SiloSettings settings, HostOptions node, NodeLog log) : IPeerNetwork
{
    /// <summary>How long a call may wait for its answer: after that the link counts as broken.</summary>
    private const int ResponseTimeoutMs = 2000;

    /// <summary>The pause between attempts to connect to a silo; the links make longer ones.</summary>
    private const int ConnectPauseMs = 50;

    /// <summary>How long a silo may take to leave before the process just ends.</summary>
    private const int StopTimeoutMs = 500;

    private IHost? _silo;
    private PeerServices? _services;
    private SiloFinder? _finder;

    public string Settings => "host=orleans";

    public async Task StartAsync(PeerDoor door)
    {
        var port = settings.Port ?? FreePort();
        _silo = Build(door, port);
        try
        {
            await _silo.StartAsync();
        }
        catch (Exception e)
        {
            _silo = null;
            throw new IOException($"the silo on port {port} did not start: {FirstLine(e)}", e);
        }

        _services = _silo.Services.GetRequiredService<PeerServices>();
        _finder = _silo.Services.GetRequiredService<SiloFinder>();
        log.Info($"silo {_silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress} is up");
    }

    public IPeerConnection Connect(CallingSide side) => new SiloConnection(side, this);

    /// <summary>The service of the silo whose node listens at the address; null where there is none.</summary>
    public async Task<IPeerService?> FindAsync(NodeAddress address) =>
        await _finder!.FindAsync(address) is { } silo ? _services!.At(silo) : null;

    public async ValueTask DisposeAsync()
    {
        if (_silo is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(StopTimeoutMs);
        try
        {
            await _silo.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e)
        {
            log.Warn($"the silo did not leave in order: {FirstLine(e)}");
        }
    }

    /// <summary>What happened, without all that Orleans knows of the message and its way.</summary>
    public static string FirstLine(Exception e) => e.GetBaseException().Message.Split('\n')[0].TrimEnd();

    /// <summary>
    /// Below the range from which the system draws the ports of outgoing connections: one of those could take it before
    /// the silo does.
    /// </summary>
    private int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_768);
            try
            {
                using var probe = new TcpListener(IPAddress.Parse(node.Node.Address.Host), port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    private IHost Build(PeerDoor door, int port) => new HostBuilder()
        .UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("dynamolab", "dynamolab"));
            silo.Configure<SiloOptions>(
                o => o.SiloName = SiloFinder.NameOf(node.Node.Id, node.Node.Address));
            silo.Configure<EndpointOptions>(o =>
            {
                o.AdvertisedIPAddress = IPAddress.Parse(node.Node.Address.Host);
                o.SiloPort = port;
                o.GatewayPort = 0;
            });
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                o.LivenessEnabled = false;
                o.UseLivenessGossip = false;
            });
            silo.Configure<SiloMessagingOptions>(o =>
            {
                o.ResponseTimeout = TimeSpan.FromMilliseconds(ResponseTimeoutMs);
                o.SystemResponseTimeout = TimeSpan.FromMilliseconds(ResponseTimeoutMs);
            });
            silo.Configure<ConnectionOptions>(
                o => o.ConnectionRetryDelay = TimeSpan.FromMilliseconds(ConnectPauseMs));
            silo.Configure<DeploymentLoadPublisherOptions>(
                o => o.DeploymentLoadPublisherRefreshTime = TimeSpan.FromHours(1));
            silo.Configure<SiloConnectionOptions>(
                new SiloGuard(node.Node.Id, node.Node.Incarnation, node.Secret, node.Tls).Apply);
            MembershipTables.Use(silo, settings);
            silo.Services.AddSingleton(door);
            silo.Services.AddSingleton<SiloFinder>();
            silo.Services.AddSingleton<PeerServices>();
            silo.AddGrainService<PeerService>();
            silo.Services.AddSingleton<IHostLifetime, NoLifetime>();
            silo.Services.AddSingleton<ILoggerFactory>(new FrameworkLog(log, "orleans", LogLevel.Error));
        })
        .Build();

    /// <summary>The process ends when the node says so; the silo listens to no signals.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
