using DynamoLab.Node.Registry;

namespace DynamoLab.Node.Orleans.Membership;

/// <summary>
/// A membership table in a file that all silos of a machine share. It outlives the kill of any of them, and of all.
/// Who writes holds a lock, which the system takes back from the dead; who reads needs none.
/// </summary>
internal sealed class FileTable(string path, TimeProvider time) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return Task.CompletedTask;
    }

    public Task DeleteMembershipTableEntries(string clusterId) => ChangeAsync(_ => TableFile.Empty);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => ChangeAsync(table => table with
    {
        Silos = [.. table.Silos.Where(row => row.Status != SiloStatus.Dead || row.Start >= beforeDate.UtcDateTime)],
    });

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var table = TableFile.Read(path);
        return Task.FromResult(table.Data(table.RowOf(key) is { } row ? [row] : []));
    }

    public Task<MembershipTableData> ReadAll()
    {
        var table = TableFile.Read(path);
        return Task.FromResult(table.Data(table.Silos));
    }

    /// <summary>A silo writes its own row only, so that it need not matter what else has changed meanwhile.</summary>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        ChangeAsync(table => table.RowOf(entry.SiloAddress) is null ? table.With(entry) : null);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        ChangeAsync(table => table.RowOf(entry.SiloAddress)?.ETag == etag ? table.With(entry) : null);

    /// <summary>Nobody asks the table who is alive.</summary>
    public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask;

    /// <summary>False, and nothing is changed, when there is no new table.</summary>
    private async Task<bool> ChangeAsync(Func<TableFile, TableFile?> change)
    {
        using var held = await LockFile.TakeAsync(path, time, CancellationToken.None)
            ?? throw new IOException($"{path}: its lock was not free for {LockFile.TimeoutMs} ms");
        if (change(TableFile.Read(path)) is not { } changed)
        {
            return false;
        }

        changed.Write(path);
        return true;
    }
}
