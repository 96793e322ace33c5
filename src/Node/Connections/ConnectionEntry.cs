namespace DynamoLab.Node.Connections;

/// <summary>One connection's place among all; gone with it.</summary>
internal sealed class ConnectionEntry(ConnectionWatch watch, Action abort) : IDisposable
{
    /// <summary>What is looked at; null for HTTP, whose times are Kestrel's.</summary>
    public IWatched? Watched { get; private set; }

    public ConnectionLook Look { get; } = new();

    /// <summary>Its place among strangers.</summary>
    internal LinkedListNode<ConnectionEntry>? Node { get; set; }

    internal bool IsHttp { get; set; }

    /// <summary>It has said who it is.</summary>
    public void Know(IWatched watched)
    {
        Watched = watched;
        watch.Know(this);
    }

    /// <summary>It speaks HTTP; false when too many do.</summary>
    public bool TryKnowHttp() => watch.TryKnowHttp(this);

    public void Abort() => abort();

    public void Dispose() => watch.Close(this);
}
