using DynamoLab.Core.Messages;

namespace DynamoLab.Simulation.Engine;

/// <summary>Something that will happen at a known time.</summary>
/// <param name="AtUs">Microseconds since the simulation began.</param>
/// <param name="Kind">What it is; says what the other fields mean.</param>
/// <param name="A">The index of a node, client or fault.</param>
/// <param name="B">The index of another one.</param>
/// <param name="Number">A correlation, a session or a stamp that tells whether the event still counts.</param>
/// <param name="Life">The life of the node it was meant for; a later life does not get it.</param>
/// <param name="What">The message, request or response.</param>
internal readonly record struct SimEvent(
    long AtUs, EventKind Kind, int A, int B, ulong Number, int Life, Message? What);
