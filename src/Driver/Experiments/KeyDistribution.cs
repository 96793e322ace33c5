namespace DynamoLab.Driver.Experiments;

/// <summary>How keys are drawn: <c>--dist</c>.</summary>
public enum KeyDistribution
{
    /// <summary>Every key alike. The default.</summary>
    Uniform,

    /// <summary>The k-th most popular key with a weight of 1/k^s.</summary>
    Zipf,

    /// <summary>YCSB's scrambled zipfian: ten billion items, exponent 0.99, hashed onto the keys.</summary>
    YcsbZipf,
}
