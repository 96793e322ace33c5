using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The first words on an accepted connection: the preface, then a Hello that says who calls. What is not as it should
/// be is the reason to refuse the connection.
/// </summary>
internal sealed class Greeting(FrameInput input, ConnectionServices services)
{
    /// <summary>How long a new connection may take to say who it is.</summary>
    public const int HelloTimeoutMs = 10_000;

    public Role Role { get; private set; }

    /// <summary>The peer's, where it is one.</summary>
    public PeerSession? Session { get; private set; }

    /// <summary>Why the connection is refused; empty where it is welcome.</summary>
    public async Task<string> HearAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(HelloTimeoutMs), services.Time);
        try
        {
            return await HearPrefaceAsync(timeout.Token) ?? await HearHelloAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return $"no Hello in {HelloTimeoutMs} ms";
        }
    }

    private async Task<string?> HearPrefaceAsync(CancellationToken cancellation)
    {
        bool? isThere;
        while ((isThere = input.TryTake(Preface.Bytes)) is null)
        {
            if (!input.Add(await input.ReceiveAsync(cancellation)))
            {
                break;
            }
        }

        return isThere == true
            ? null
            : $"neither HTTP nor version {FrameCodec.ProtocolVersion} of the binary protocol";
    }

    private async Task<string> HearHelloAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = input.TryNext(out var frame, out _, RolePolicy.ClientFrameBytesMax);
            if (result != FrameResult.Incomplete)
            {
                return result == FrameResult.Complete && frame.Message is Hello hello
                    ? Check(hello)
                    : "the first frame is no Hello";
            }

            if (!input.Add(await input.ReceiveAsync(cancellation)))
            {
                return "the connection ended before a Hello";
            }
        }
    }

    private string Check(Hello hello)
    {
        Role = hello.Role;
        if (hello.Role is Role.Client or Role.Control)
        {
            return "";
        }

        if (hello.Role != Role.Peer)
        {
            return $"role is {(int)hello.Role}; accepted: 1 (client), 2 (peer) or 3 (control)";
        }

        if (!NodeId.IsValid(hello.Sender.Name) || hello.Sender == services.Self.Id)
        {
            return $"'{hello.Sender}' is no peer of {services.Self.Id}";
        }

        Session = services.Sessions.Open(hello.Sender, hello.Incarnation, hello.Session);
        return Session is null ? $"more than {Limits.MembersMax} peers" : "";
    }
}
