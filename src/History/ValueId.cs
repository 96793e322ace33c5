using System.Text;

namespace DynamoLab.History;

/// <summary>
/// The identity of a written value: its bytes up to the first space or NUL, as UTF-8. A workload gives every write
/// its own identity and pads it to the size wanted, so that a history need not keep the padding.
/// </summary>
public static class ValueId
{
    /// <summary>The identity of a value; empty for a tombstone.</summary>
    public static string Of(byte[]? value)
    {
        if (value is null)
        {
            return "";
        }

        var end = value.AsSpan().IndexOfAny((byte)' ', (byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value.AsSpan(0, end));
    }
}
