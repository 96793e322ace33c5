namespace DynamoLab.Client.Choices;

/// <summary>
/// <see cref="Routing.Sticky"/>: the session's own node, then the others in an order that differs between the sessions
/// of one node, so that its failure spreads them over the rest.
/// </summary>
internal sealed class OwnNode(int session, int nodeCount) : Preference
{
    private readonly int _own = session % nodeCount;
    private readonly int _turn = session / nodeCount;

    public override int RankOf(int node)
    {
        if (node == _own)
        {
            return 0;
        }

        var others = nodeCount - 1;
        var distance = (node - _own + nodeCount) % nodeCount - 1;
        return 1 + ((distance - (_turn % others) + others) % others);
    }
}
