namespace DynamoLab.Node.Http;

/// <summary>Why a request failed. The three figures are absent where no quorum was asked.</summary>
internal sealed record ErrorView(string Error, int? Needed = null, int? Got = null, bool? MayBeApplied = null);
