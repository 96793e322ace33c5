using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Storage;

/// <summary>What opening a log found.</summary>
public sealed record RecoveryReport
{
    /// <summary>There was no log at all.</summary>
    public bool IsNew { get; init; }

    /// <summary>Segments whose records were all read.</summary>
    public int SegmentsRead { get; init; }

    /// <summary>Segments whose contents came from their hint files.</summary>
    public int SegmentsFromHints { get; init; }

    /// <summary>Bytes of a torn tail, cut off behind the last whole record.</summary>
    public long BytesCut { get; init; }

    /// <summary>Damaged places that lie before whole records: each one record at least.</summary>
    public int RecordsQuarantined { get; init; }

    /// <summary>The bytes of those places, kept aside in files that end in <c>.quarantined</c>.</summary>
    public long BytesQuarantined { get; init; }

    /// <summary>The last process stopped cleanly, and all that it left is here.</summary>
    public bool HasProof { get; init; }

    /// <summary>No record is known to be lost; a torn tail after an unclean stop does not count.</summary>
    public bool HoldsAll { get; init; } = true;

    /// <summary>
    /// Keys of damaged records, as far as their names were still to be read. What is held of them is older, or nothing.
    /// </summary>
    public IReadOnlyList<Key> Lost { get; init; } = [];

    /// <summary>The last incarnation remembered; 0: none.</summary>
    public ulong Incarnation { get; init; }

    /// <summary>
    /// Since which incarnation the last process had a proof; it goes on where <see cref="HasProof"/> is true.
    /// </summary>
    public ulong ProvenSince { get; init; }

    /// <summary>The members remembered.</summary>
    public IReadOnlyList<KnownMember> Members { get; init; } = [];
}
