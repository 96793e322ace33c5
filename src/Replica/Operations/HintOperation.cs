using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Replica.Operations;

/// <summary>One hint on its way home.</summary>
internal sealed class HintOperation(NodeContext node, HintId hint) : Operation(node.Operations.NextId())
{
    public override Key Key => hint.Key;

    public override Instant NextDue { get; } = node.Now.PlusMs(node.Options.ReplicaTimeoutMs);

    public HintId Hint => hint;

    public void Start()
    {
        node.Begin(this);
        node.Operations.Arm(this);
    }

    public override void OnTimer() => OnFailure(hint.Owner);

    public override void OnFailure(NodeId failed)
    {
        if (failed == hint.Owner)
        {
            node.Operations.Remove(this);
            node.Data.Hints.Abandon(hint, Id);
        }
    }
}
