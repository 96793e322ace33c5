using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// A read that broke a guarantee unless an operation that was still under way explains it: kept until all such
/// operations must have ended.
/// </summary>
/// <param name="Culprit">The write that is missing; for a deleted value, the delete.</param>
/// <param name="Shown">The write that shows the breach: the deleted value, or the one whose past is missing.</param>
/// <param name="SinceUs">From when on the read was bound: the acknowledgement of the write, or of the delete.</param>
/// <param name="BoundUs">The start of that write: copies lost after it are lost to the read.</param>
internal readonly record struct SuspectRead(
    Guarantee Guarantee,
    Dot Culprit,
    Dot Shown,
    Operation Read,
    Instant Earlier,
    long SinceUs,
    long BoundUs,
    IReadOnlyList<NodeId> AcknowledgedBy);
