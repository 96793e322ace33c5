using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace DynamoLab.Node.Http;

/// <summary>A stream as Kestrel takes its connections; disposed of, it is closed.</summary>
internal sealed class StreamConnection : DefaultConnectionContext, IDuplexPipe
{
    private readonly Stream _stream;
    private readonly CancellationTokenSource _closed = new();

    /// <param name="stream">What is written to, and closed.</param>
    /// <param name="input">What is read from it.</param>
    public StreamConnection(Stream stream, PipeReader input)
    {
        _stream = stream;
        Input = input;
        Output = PipeWriter.Create(stream);
        Transport = this;
        ConnectionClosed = _closed.Token;
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public override void Abort(ConnectionAbortedException abortReason) => _stream.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _closed.CancelAsync();
        _closed.Dispose();
        await base.DisposeAsync();
    }
}
