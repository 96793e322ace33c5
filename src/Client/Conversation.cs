using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>All that was said about one operation.</summary>
/// <param name="Reply">The last attempt's, whatever its outcome; null when there was none.</param>
internal readonly record struct Conversation(
    bool IsSuccess, Message? Reply, NodeId Node, IReadOnlyList<Attempt> Attempts, bool MayBeApplied, string Error)
{
    /// <summary>One that never began.</summary>
    public static Conversation Refused(string error) => new(false, null, default, [], false, error);
}
