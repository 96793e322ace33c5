namespace DynamoLab.Driver.Studies;

/// <summary>What <c>study ring</c> measures.</summary>
internal sealed record RingStudyOptions(
    int Nodes, int TokensPerNode, int Keys, double ZipfExponent, int RequestsMax, int Repeats);
