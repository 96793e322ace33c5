using System.CommandLine;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Commands;

/// <summary>Options of <c>get</c>, <c>put</c> and <c>delete</c>, and words of their answers.</summary>
internal static class DataOptions
{
    public static Option<int?> ReadQuorum() => LabOption.OptionalInt(
        "R", "answers needed, 1 to N (default: the cluster's)", "read_quorum_r");

    public static Option<int?> WriteQuorum() => LabOption.OptionalInt(
        "W", "acknowledgements needed, 1 to N (default: the cluster's)", "write_quorum_w");

    public static string Describe(QuorumCount quorum) => quorum.FromFallbacks == 0
        ? $"{quorum.Got} of {quorum.Needed} answers"
        : $"{quorum.Got} of {quorum.Needed} answers, {quorum.FromFallbacks} from fallbacks";
}
