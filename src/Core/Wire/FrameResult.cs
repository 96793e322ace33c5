namespace DynamoLab.Core.Wire;

/// <summary>What reading a frame from a buffer came to.</summary>
public enum FrameResult
{
    /// <summary>A whole frame was read and consumed.</summary>
    Complete,

    /// <summary>The buffer ends within a frame: read more.</summary>
    Incomplete,

    /// <summary>The bytes are no frame of this protocol: close the connection.</summary>
    Malformed,

    /// <summary>The frame says it is longer than allowed: close the connection.</summary>
    TooLong,
}
