using System.CommandLine;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Orleans.Options;

/// <summary>
/// The options that <c>dynamo-node-orleans</c> has beside those of <c>dynamo-node</c>; it understands all of both.
/// </summary>
internal static class SiloCommand
{
    private static readonly Flag<int> Port = Flags.Number(
        ["--silo_port"], "The TCP port for other silos. Default: any that is free.", 1, NodeFlags.PortMax, null);

    private static readonly Flag<ClusteringKind> Clustering = Flags.Choice(
        "--orleans_clustering", "Where the table of silos is: in a file, or in PostgreSQL.",
        ("file", ClusteringKind.File), ("adonet", ClusteringKind.AdoNet));

    private static readonly Flag<string> Table = new(
        ["--orleans_table"], "The file of the table of silos, shared by all of them. Default: data/silos.json.",
        "a file's path", Path.Combine("data", "silos.json"), IsText);

    private static readonly Flag<string?> ConnectionString = new(
        ["--connection_string"], "The database of the table of silos.", "a connection string of Npgsql", null, IsText);

    private static readonly Option[] All = [Port.Option, Clustering.Option, Table.Option, ConnectionString.Option];

    /// <summary>What is to be said behind the node's help.</summary>
    public static string Help => string.Join(
        Environment.NewLine,
        All.Select(option => $"  {option.Name} <value>  {option.Description}").Prepend("Options of the silo:"));

    /// <summary>The silo's settings, what of the line is for the node, and what is wrong, as one line.</summary>
    public static (SiloSettings Settings, string[] NodeArguments, string Error) Parse(string[] args)
    {
        // No root command: that would answer --help, and it is the node's to do.
        var command = new Command("dynamo-node-orleans") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in All)
        {
            command.Add(option);
        }

        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return (new SiloSettings { TablePath = "" }, [], parsed.Errors[0].Message.ReplaceLineEndings(" "));
        }

        var port = Port.In(parsed);
        var settings = new SiloSettings
        {
            Port = port == 0 ? null : port,
            Clustering = Clustering.In(parsed),
            TablePath = Table.In(parsed),
            ConnectionString = ConnectionString.In(parsed),
        };
        var isDatabase = settings.Clustering == ClusteringKind.AdoNet;
        var error = isDatabase == settings.ConnectionString is not null ? "" : isDatabase
            ? "--connection_string is missing; accepted: that of the PostgreSQL database of --orleans_clustering adonet"
            : "--connection_string is given; accepted: only with --orleans_clustering adonet";
        return (settings, [.. parsed.UnmatchedTokens], error);
    }

    private static bool IsText(string text, out string value)
    {
        value = text;
        return text.Length > 0;
    }
}
