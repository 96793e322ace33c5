namespace DynamoLab.Client.Choices;

/// <summary><see cref="Routing.Random"/>: all nodes are equal.</summary>
internal sealed class AnyNode : Preference
{
    public override int RankOf(int node) => 0;
}
