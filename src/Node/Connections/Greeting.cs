using System.Security.Cryptography;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The first words on an accepted connection: the preface and the handshake. What is not as it should be is the reason
/// to refuse the connection, and until all is said nothing of it has any effect.
/// </summary>
internal sealed class Greeting(FrameInput input, FrameOutput output, ConnectionServices services)
{
    /// <summary>The longest frame of a handshake: nobody has to hold more for a stranger.</summary>
    public const int FrameBytesMax = 1024;

    private readonly AnsweringSide _side = new(
        services.Self.Id, services.Self.Incarnation, services.Secret, RandomNumberGenerator.GetBytes);

    public Role Role { get; private set; }

    /// <summary>The peer's, where it is one.</summary>
    public PeerSession? Session { get; private set; }

    /// <summary>What a caller that is not refused is answered.</summary>
    public Message? Welcome { get; private set; }

    /// <summary>Why the connection is refused; empty where it is welcome.</summary>
    public async Task<string> HearAsync()
    {
        var limitMs = services.Connections.HandshakeMsMax;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(limitMs), services.Time);
        try
        {
            return await HearPrefaceAsync(timeout.Token) ?? await ShakeHandsAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return $"the handshake did not end in {limitMs} ms";
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

    private async Task<string> ShakeHandsAsync(CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is { } message)
        {
            var step = _side.Take(message);
            if (_side.Caller is { } caller)
            {
                Welcome = step.Send;
                return Check(caller);
            }

            if (step.Error.Length > 0)
            {
                return step.Error;
            }

            output.Append(0, step.Send!);
            output.Flush();
        }

        return "the connection ended before the handshake did, or a frame of it is malformed";
    }

    /// <summary>The next frame's message; null at the end or where there is none.</summary>
    private async Task<Message?> NextAsync(CancellationToken cancellation)
    {
        FrameResult result;
        Frame frame;
        while ((result = input.TryNext(out frame, out _, FrameBytesMax)) == FrameResult.Incomplete)
        {
            if (!input.Add(await input.ReceiveAsync(cancellation)))
            {
                return null;
            }
        }

        return result == FrameResult.Complete ? frame.Message : null;
    }

    private string Check(Hello hello)
    {
        Role = hello.Role;
        if (hello.Role != Role.Peer)
        {
            return "";
        }

        Session = services.OpenPeer(hello, out var refusal);
        return refusal;
    }
}
