namespace DynamoLab.Driver.Cluster;

/// <summary>Who may answer for a key: <c>--quorum</c>.</summary>
public enum QuorumKind
{
    /// <summary>Primaries, and fallbacks standing in for those that are away (Dynamo §4.6). The default.</summary>
    Sloppy,

    /// <summary>Primaries only.</summary>
    Strict,
}
