namespace DynamoLab.Simulation.Clients;

/// <summary>Who asks for what.</summary>
public sealed record ClientSettings
{
    /// <summary>Clients, each with one operation at a time.</summary>
    public required int Count { get; init; }

    /// <summary>Keys they share.</summary>
    public required int Keys { get; init; }

    /// <summary>Operations of all clients together, at most.</summary>
    public required int Operations { get; init; }

    /// <summary>The longest pause of a client between two operations.</summary>
    public int PauseMsMax { get; init; } = 100;

    public int ReadPercent { get; init; } = 50;

    /// <summary>Of the writes, how many are deletes.</summary>
    public int DeletePercent { get; init; } = 15;

    /// <summary>Of the writes, how many have no context.</summary>
    public int BlindPercent { get; init; } = 25;

    /// <summary>Of the deletes, how many cover whatever their coordinator holds.</summary>
    public int CoverHeldPercent { get; init; } = 30;

    /// <summary>Tries of one operation, each at another node.</summary>
    public int AttemptsMax { get; init; } = 2;

    /// <summary>Whether a client keeps to one node until that fails it.</summary>
    public bool IsSticky { get; init; }
}
