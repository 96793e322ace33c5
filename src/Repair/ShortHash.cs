using DynamoLab.Core;

namespace DynamoLab.Repair;

/// <summary>
/// What travels of a branch's or a leaf's hash: four bytes. Once in 2^32 a difference does not show; the next exchange
/// sees it, for the exchange's number is mixed in.
/// </summary>
internal static class ShortHash
{
    public static uint[] Of(ulong exchange, ulong[] hashes) =>
        Array.ConvertAll(hashes, hash => (uint)Hash64.Combine(exchange, hash));
}
