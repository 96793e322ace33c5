using System.Net;
using DynamoLab.Core;
using DynamoLab.Node.Orleans.Membership;
using DynamoLab.Replica;

namespace DynamoLab.Node.Orleans.Tests.Membership;

/// <summary>The table of silos in a file: rows, their versions, and who finds what.</summary>
public sealed class FileTableTests : IDisposable
{
    private static readonly NodeAddress Address = new("127.0.0.1", 6001);

    private readonly string _folder = Directory.CreateTempSubdirectory("dynamolab-silos-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileTable Table => new(Path.Combine(_folder, "silos.json"), TimeProvider.System);

    [Fact]
    public async Task InsertRow_ThenReadAll_GivesItBack()
    {
        var entry = EntryOf("n1", Address, port: 1, second: 1);

        Assert.True(await Table.InsertRow(entry, new TableVersion(1, "0")));

        var (row, etag) = Assert.Single((await Table.ReadAll()).Members);
        Assert.Equal(entry.SiloAddress, row.SiloAddress);
        Assert.Equal(
            (entry.SiloName, entry.Status, entry.StartTime, "1"), (row.SiloName, row.Status, row.StartTime, etag));
        Assert.Single((await Table.ReadRow(entry.SiloAddress)).Members);
    }

    [Fact]
    public async Task InsertRow_OfASiloThatHasOne_IsRefused()
    {
        var entry = EntryOf("n1", Address, port: 1, second: 1);
        await Table.InsertRow(entry, new TableVersion(1, "0"));

        Assert.False(await Table.InsertRow(entry, new TableVersion(2, "1")));
    }

    [Fact]
    public async Task InsertRow_OfANodeStartedAgain_ReplacesItsEarlierSilos()
    {
        await Table.InsertRow(EntryOf("n1", Address, port: 1, second: 1), new TableVersion(1, "0"));
        await Table.InsertRow(EntryOf("n2", Address, port: 2, second: 1), new TableVersion(2, "1"));
        await Table.InsertRow(EntryOf("n1", Address, port: 3, second: 2), new TableVersion(3, "2"));

        var rows = (await Table.ReadAll()).Members.Select(row => row.Item1.SiloAddress.Endpoint.Port);
        Assert.Equal([2, 3], rows.Order());
    }

    [Fact]
    public async Task UpdateRow_OnWhatWasRead_Succeeds_AndThenNoMore()
    {
        var entry = EntryOf("n1", Address, port: 1, second: 1);
        await Table.InsertRow(entry, new TableVersion(1, "0"));
        var data = await Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Active;

        // Others have changed the table meanwhile: that is no reason to refuse.
        await Table.InsertRow(EntryOf("n2", Address, port: 2, second: 1), data.Version.Next());
        Assert.True(await Table.UpdateRow(entry, data.Members[0].Item2, data.Version.Next()));
        Assert.False(await Table.UpdateRow(entry, data.Members[0].Item2, data.Version.Next()));

        var now = await Table.ReadRow(entry.SiloAddress);
        Assert.Equal((SiloStatus.Active, 3), (now.Members[0].Item1.Status, now.Version.Version));
    }

    [Fact]
    public async Task InsertRow_OfManyAtOnce_KeepsAll()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(
            () => Table.InsertRow(EntryOf($"n{i}", Address, i, 1), new TableVersion(1, "0")))));

        Assert.Equal(20, (await Table.ReadAll()).Members.Count);
        Assert.Equal(20, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task ReadAll_OfWhatIsNoTable_NamesTheFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "silos.json"), "{", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<IOException>(() => Table.ReadAll());

        Assert.Contains("silos.json is no table of silos", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfANodesSilos_GivesTheLiveOne()
    {
        var table = Table;
        await table.InsertRow(EntryOf("n1", Address, port: 2, second: 2), new TableVersion(1, "0"));
        await table.InsertRow(EntryOf("n1", Address, port: 1, second: 1), new TableVersion(2, "1"));
        var left = EntryOf("n2", Address with { Port = 6002 }, port: 3, second: 3);
        left.Status = SiloStatus.Dead;
        await table.InsertRow(left, new TableVersion(3, "2"));
        var finder = new SiloFinder(table);

        Assert.Equal(2, (await finder.FindAsync(Address))!.Endpoint.Port);
        Assert.Null(await finder.FindAsync(Address with { Port = 6002 }));
        Assert.Null(await finder.FindAsync(Address with { Port = 1 }));
    }

    private static MembershipEntry EntryOf(string node, NodeAddress address, int port, int second) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), second),
        SiloName = SiloFinder.NameOf(new NodeId(node), address),
        HostName = "here",
        Status = SiloStatus.Joining,
        StartTime = DateTime.UnixEpoch.AddSeconds(second),
    };
}
