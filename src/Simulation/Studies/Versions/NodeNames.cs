using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>Nodes by number.</summary>
internal static class NodeNames
{
    public static NodeId Of(int node) => new(string.Create(CultureInfo.InvariantCulture, $"node{node + 1}"));
}
