using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Studies;

/// <summary>A question, asked of the code that serves.</summary>
internal interface IStudy
{
    /// <summary>The word of its command and its page.</summary>
    string Name { get; }

    /// <summary>The words that ask for it; joined by '-' they name the folder of its results.</summary>
    string Command => $"study {Name}";

    /// <summary>How the figures came about; the parameters follow.</summary>
    string Origin => "simulated";

    /// <summary>All that decides the answer, the seed left out.</summary>
    string Parameters { get; }

    /// <param name="seed">Decides everything drawn.</param>
    /// <param name="progress">Takes a line now and then.</param>
    /// <param name="cancellation">Heeded within seconds.</param>
    StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation);
}
