namespace DynamoLab.Node.Connections;

/// <summary>What became of a frame given to a <see cref="FrameOutput"/>.</summary>
internal enum AppendResult
{
    Appended,

    /// <summary>Too much waits already: dropped and counted.</summary>
    Full,

    /// <summary>No frame can hold the message: dropped and counted.</summary>
    TooLarge,
}
