namespace DynamoLab.Replica;

/// <summary>How a node decides that a silent peer is gone: <c>--detector</c>.</summary>
public enum DetectorKind
{
    /// <summary>
    /// Accrual detection over the distribution of past answers (Hayashibara et al., SRDS 2004). The default.
    /// </summary>
    Phi,

    /// <summary>A constant patience.</summary>
    Fixed,

    /// <summary>Smoothed round trip plus four times its deviation (RFC 6298).</summary>
    Jacobson,
}
