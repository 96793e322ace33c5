using Orleans.Runtime.Services;

namespace DynamoLab.Node.Orleans.Silos;

/// <summary>References to the services of other silos. No directory is asked and no membership.</summary>
internal sealed class PeerServices(IServiceProvider services) : GrainServiceClient<IPeerService>(services)
{
    public IPeerService At(SiloAddress silo) => GetGrainService(silo);
}
