namespace DynamoLab.Node.Connections;

/// <summary>A connection as <see cref="ConnectionWatch"/> sees it. Asked and told by a timer's thread.</summary>
internal interface IWatched
{
    ConnectionSigns Signs { get; }

    /// <summary>Ends it, and tells the other side why if that still listens.</summary>
    void End(string reason);
}
