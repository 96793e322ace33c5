namespace DynamoLab.Core.Versions;

/// <summary>How versions of a key are told apart: <c>--versioning</c>. Explicit numbers: they travel.</summary>
public enum VersioningKind : byte
{
    /// <summary>Dotted version vectors (arXiv:1011.5808): concurrent writes stay siblings. The default.</summary>
    Dvv = 1,

    /// <summary>Classic vector clocks, one entry per coordinator, pruned by age (Dynamo §4.4).</summary>
    Vv = 2,

    /// <summary>Last writer wins by the coordinators' clocks: no siblings, and writes are lost silently.</summary>
    Lww = 3,
}
