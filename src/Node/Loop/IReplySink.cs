using DynamoLab.Core.Messages;
using DynamoLab.Node.Gate;

namespace DynamoLab.Node.Loop;

/// <summary>Where replies go: a connection of the binary protocol, or one HTTP call. Used by the loop only.</summary>
internal interface IReplySink
{
    /// <summary>How the fault gate sees it.</summary>
    GateLink Link { get; }

    /// <summary>True while replies are written that <see cref="Flush"/> has not sent.</summary>
    bool IsTouched { get; set; }

    void Reply(ulong correlation, Message response);

    void Flush();
}
