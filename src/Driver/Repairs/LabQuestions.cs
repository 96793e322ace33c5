using DynamoLab.Client;
using DynamoLab.Core;

namespace DynamoLab.Driver.Repairs;

/// <summary>Questions to nodes some of which may be dead.</summary>
internal static class LabQuestions
{
    /// <returns>The answer, or null when the node gave none.</returns>
    public static async Task<(NodeId Node, T? Answer)> AnswerOrNullAsync<T>(NodeId node, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (node, await ask());
        }
        catch (NodeConnectionException)
        {
            return (node, null);
        }
    }
}
