namespace DynamoLab.Core;

/// <summary>The named maxima of the protocol. A host may configure smaller ones; none is exceeded.</summary>
public static class Limits
{
    /// <summary>Longest key, in bytes.</summary>
    public const int KeyBytesMax = 1024;

    /// <summary>Longest value, in bytes.</summary>
    public const int ValueBytesMax = 1024 * 1024;

    /// <summary>
    /// Longest frame, in bytes. A frame may carry a whole sibling set, so it is larger than a value.
    /// </summary>
    public const int FrameBytesMax = 16 * 1024 * 1024;

    /// <summary>
    /// Values of one key together, in bytes, beyond which a coordinator takes no further sibling on. The states of
    /// several coordinators may still be merged, so that it is a part of a frame only.
    /// </summary>
    public const int SiblingBytesMax = FrameBytesMax / 4;

    /// <summary>Longest causal context a client may hand back, in bytes.</summary>
    public const int ContextBytesMax = 64 * 1024;

    /// <summary>Entries, and likewise single dots, in one causal context.</summary>
    public const int ClockEntriesMax = 64 * 1024;

    /// <summary>Siblings of one key in one frame.</summary>
    public const int SiblingsMax = 1024 * 1024;

    /// <summary>Items in one list of a message.</summary>
    public const int ListItemsMax = 1024 * 1024;

    /// <summary>Keys a sender puts in one message that carries a list of keys.</summary>
    public const int KeysPerMessageMax = 4096;

    /// <summary>State bytes in one message that carries a list of states, before the last one is added.</summary>
    public const int StateBytesPerMessage = 256 * 1024;

    /// <summary>Longest text (a reason, a host, a counter's name) in a message, in bytes.</summary>
    public const int TextBytesMax = 16 * 1024;

    /// <summary>Nodes in one cluster.</summary>
    public const int MembersMax = 4096;
}
