using System.Globalization;
using System.Text.Json;
using DynamoLab.Trust;

namespace DynamoLab.Node.Orleans.Membership;

/// <summary>What the file of silos holds, as JSON: <c>silos</c>, and a number that grows with every change.</summary>
internal sealed record TableFile(int Version, IReadOnlyList<TableFile.Row> Silos)
{
    public static readonly TableFile Empty = new(0, []);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>For a file that is not there, <see cref="Empty"/>.</summary>
    /// <exception cref="IOException">It cannot be read, or is no such file.</exception>
    public static TableFile Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<TableFile>(File.ReadAllText(path), Format)! : Empty;
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} is no table of silos: {e.Message}", e);
        }
    }

    /// <summary>Readers see the old text or the new one, never half of it.</summary>
    public void Write(string path) => WholeFile.Write(path, JsonSerializer.Serialize(this, Format));

    public Row? RowOf(SiloAddress silo) => Silos.FirstOrDefault(row => row.Silo == silo.ToParsableString());

    /// <summary>With the row in place of the silo's, if it has one, and of those of the node's earlier silos.</summary>
    public TableFile With(MembershipEntry entry)
    {
        var version = Version + 1;
        var silo = entry.SiloAddress.ToParsableString();
        var row = new Row(silo, entry.SiloName, entry.HostName, entry.Status, entry.StartTime, version);
        return new TableFile(version, [.. Silos.Where(old => old.Silo != row.Silo && !old.IsBefore(row)), row]);
    }

    public MembershipTableData Data(IEnumerable<Row> rows) => new(
        [.. rows.Select(row => row.Entry())], new TableVersion(Version, Text(Version)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One silo.</summary>
    /// <param name="Silo">Its address as Orleans writes it, with port and generation.</param>
    /// <param name="Name">Its node, and where that listens.</param>
    /// <param name="Host">The machine.</param>
    /// <param name="Status">What it says of itself.</param>
    /// <param name="Start">When it was started.</param>
    /// <param name="Change">The version of the table that came with this row.</param>
    internal sealed record Row(string Silo, string Name, string Host, SiloStatus Status, DateTime Start, int Change)
    {
        public string ETag => Text(Change);

        public bool IsBefore(Row later) => Name == later.Name && Start < later.Start;

        public Tuple<MembershipEntry, string> Entry() => new(
            new MembershipEntry
            {
                SiloAddress = SiloAddress.FromParsableString(Silo),
                SiloName = Name,
                HostName = Host,
                Status = Status,
                StartTime = Start,
                IAmAliveTime = Start,
            },
            ETag);
    }
}
