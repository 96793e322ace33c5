using DynamoLab.Node.Orleans.Options;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService;

namespace DynamoLab.Node.Orleans.Membership;

/// <summary>Where silos are written down: a file that all share, or a database.</summary>
internal static class MembershipTables
{
    /// <summary>The key of the whole table; what Orleans itself is given is <see cref="OwnRow"/> of it.</summary>
    public const string All = "all";

    /// <summary>What Orleans calls the only database whose driver is here.</summary>
    private const string PostgreSql = "Npgsql";

    public static void Use(ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.Clustering == ClusteringKind.AdoNet)
        {
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (PostgreSql, settings.ConnectionString!));
            silo.Services.AddKeyedSingleton<IMembershipTable>(
                All, (services, _) => ActivatorUtilities.CreateInstance<AdoNetClusteringTable>(services));
        }
        else
        {
            silo.Services.AddKeyedSingleton<IMembershipTable>(
                All, new FileTable(settings.TablePath, TimeProvider.System));
        }

        silo.Services.AddSingleton<IMembershipTable, OwnRow>();
    }
}
