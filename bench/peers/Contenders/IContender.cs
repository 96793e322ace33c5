namespace DynamoLab.Bench.Peers.Contenders;

/// <summary>A store under measurement, or what stands in for one.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>What it can do; the limit only passes messages on and has nothing to get.</summary>
    bool CanGet { get; }

    /// <summary>Why it cannot be measured here and how to change that; empty when it can.</summary>
    string Missing { get; }

    /// <summary>Three replicas on loopback, ready to serve.</summary>
    Task<IRunningStore> StartAsync(string folder, Samples samples);
}
