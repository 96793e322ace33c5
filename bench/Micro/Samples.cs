using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Bench.Micro;

/// <summary>States as a put of 100 bytes leaves them on three nodes.</summary>
internal static class Samples
{
    public static readonly NodeId[] Nodes = [new("node1"), new("node2"), new("node3")];

    public static readonly Key Key = new("key-00000042");

    public static readonly IVersioning Versioning = Core.Versions.Versioning.Of(VersioningKind.Dvv);

    /// <summary>One value, after so many writes by each node by turns.</summary>
    public static ObjectState State(ulong writes)
    {
        var state = ObjectState.Empty;
        for (var write = 1UL; write <= writes; write++)
        {
            var actor = new Actor(Nodes[write % 3], 1);
            var stamp = new WriteStamp(new Dot(actor, write), new Instant((long)write));
            state = Versioning.Write(state, state.Context, stamp, new byte[100]).State;
        }

        return state;
    }
}
