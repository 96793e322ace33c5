using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Connections;

/// <summary>How one request ended.</summary>
/// <param name="Message">The reply; null for every other kind.</param>
/// <param name="WasSent">Whether the node may have got the request: false only where it certainly has not.</param>
/// <param name="Error">Why there is no reply; empty when there is one.</param>
internal readonly record struct Answer(AnswerKind Kind, Message? Message, bool WasSent, string Error)
{
    public static Answer Reply(Message message) => new(AnswerKind.Reply, message, WasSent: true, "");

    public static Answer NotTaken(string error) => new(AnswerKind.NotTaken, null, WasSent: false, error);
}
