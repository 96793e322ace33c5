using Microsoft.Extensions.DependencyInjection;

namespace DynamoLab.Node.Orleans.Membership;

/// <summary>
/// This silo's own row of the table: all that Orleans is shown. A silo that knew of others would not join before each
/// of them has answered it, and a killed or a stopped one never does.
/// </summary>
internal sealed class OwnRow(
    [FromKeyedServices(MembershipTables.All)] IMembershipTable table, ILocalSiloDetails self) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) =>
        table.InitializeMembershipTable(tryInitTableVersion);

    public Task DeleteMembershipTableEntries(string clusterId) => table.DeleteMembershipTableEntries(clusterId);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => table.CleanupDefunctSiloEntries(beforeDate);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => table.ReadRow(key);

    public async Task<MembershipTableData> ReadAll()
    {
        var all = await table.ReadAll();
        return new MembershipTableData(
            [.. all.Members.Where(row => row.Item1.SiloAddress.Equals(self.SiloAddress))], all.Version);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        table.InsertRow(entry, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        table.UpdateRow(entry, etag, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => table.UpdateIAmAlive(entry);
}
