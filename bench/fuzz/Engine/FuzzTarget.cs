namespace DynamoLab.Fuzz.Engine;

/// <summary>A parser that meets bytes of others.</summary>
/// <param name="Name">Names it on the command line.</param>
/// <param name="Samples">Valid inputs, which cases are made of.</param>
/// <param name="Parse">
/// Throws nothing but a <see cref="FuzzFailureException"/> for what the parser should not have done. Called by several
/// threads at once.
/// </param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Samples, Func<byte[], Verdict> Parse)
{
    /// <summary>
    /// Makes the lengths and checksums of a mutated case right again, which half of the cases get: otherwise none would
    /// be looked at any further. Null where the format has none.
    /// </summary>
    public Func<byte[], byte[]>? Seal { get; init; }

    /// <summary>Pieces of the format to insert: names, keywords, numbers at the edge.</summary>
    public IReadOnlyList<byte[]> Words { get; init; } = [];

    /// <summary>Bytes that a case may allocate, whatever its length.</summary>
    public long AllocationBase { get; init; } = 128 * 1024;

    /// <summary>Bytes that it may allocate beside that for every byte it has.</summary>
    public long AllocationPerByte { get; init; } = 128;

    /// <summary>Cases beside those of other targets: fewer where one takes longer.</summary>
    public int Share { get; init; } = 100;
}
