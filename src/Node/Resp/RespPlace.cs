namespace DynamoLab.Node.Resp;

/// <summary>
/// Where the answer to a request belongs; it goes through the node as the request's correlation.
/// </summary>
/// <param name="Command">The number of the command on its connection, without the bits there is no room for.</param>
/// <param name="Part">Which of its requests.</param>
/// <param name="KeyPlace">The key's place in <see cref="KeysUnderWay"/>.</param>
/// <param name="IsWrite">Whether it is a write.</param>
internal readonly record struct RespPlace(ulong Command, int Part, int KeyPlace, bool IsWrite)
{
    private const int PartBits = 14;
    private const int KeyBits = 10;
    private const int CommandShift = PartBits + KeyBits + 1;

    public const int KeyPlaces = 1 << KeyBits;

    public ulong Correlation =>
        (Command << CommandShift) | ((ulong)Part << (KeyBits + 1)) | ((ulong)KeyPlace << 1) | (IsWrite ? 1UL : 0);

    public static RespPlace Of(ulong correlation) => new(
        correlation >> CommandShift,
        (int)(correlation >> (KeyBits + 1)) & ((1 << PartBits) - 1),
        (int)(correlation >> 1) & (KeyPlaces - 1),
        (correlation & 1) != 0);
}
