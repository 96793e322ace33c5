using DynamoLab.Core.Messages;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Http;

/// <summary>One question of an HTTP request to the node, and the place its answer goes.</summary>
internal sealed class HttpCall(GateLink link) : IReplySink
{
    private readonly TaskCompletionSource<Message> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GateLink Link { get; } = link;

    public bool IsTouched { get; set; }

    public Task<Message> Answer => _answer.Task;

    public void Reply(ulong correlation, Message response) => _answer.TrySetResult(response);

    public void Flush()
    {
        // The answer is on its way already; HTTP writes it by itself.
    }
}
