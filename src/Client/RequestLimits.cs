using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client;

/// <summary>
/// Refuses what no node would take. A node can only close the connection over an oversized request, which would fail
/// the requests of all other sessions on it.
/// </summary>
internal static class RequestLimits
{
    /// <summary>
    /// The error, or null. A key keeps to its own bounds; only the default value of the type is empty.
    /// </summary>
    public static string? ErrorOf(Key key) => key.Bytes.IsEmpty ? "the key is empty" : null;

    public static string? ErrorOf(Key key, byte[]? value, CausalContext context)
    {
        if (value?.Length > Limits.ValueBytesMax)
        {
            return $"the value has {value.Length} bytes; at most {Limits.ValueBytesMax} are accepted";
        }

        return context.EntryCount > Limits.ClockEntriesMax
            ? $"the context has {context.EntryCount} entries; at most {Limits.ClockEntriesMax} are accepted"
            : ErrorOf(key);
    }
}
