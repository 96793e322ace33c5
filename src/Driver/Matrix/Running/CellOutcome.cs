namespace DynamoLab.Driver.Matrix.Running;

/// <summary>How one run of a cell ended; <c>cell.json</c>.</summary>
internal sealed record CellOutcome
{
    public required string Cell { get; init; }

    public required int Repeat { get; init; }

    /// <summary>As of <c>run</c>: 0 every promise held, 1 one was broken, 2 unknown.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it could not be run; null when it was.</summary>
    public string? Error { get; init; }

    /// <summary>From the first key loaded to the last file written.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether other cells had used its nodes before.</summary>
    public bool IsClusterReused { get; init; }

    /// <summary>A run that could not be made is made again when the matrix goes on; any other is not.</summary>
    public bool IsFinished => Error is null;
}
