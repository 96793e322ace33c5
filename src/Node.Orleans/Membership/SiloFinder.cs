using DynamoLab.Core;
using DynamoLab.Replica;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoLab.Node.Orleans.Membership;

/// <summary>
/// Finds the silo of a node in the membership table. A silo's name says whose it is; a node that was started again has
/// a row more, and of its silos the one of the newest generation is the live one.
/// </summary>
internal sealed class SiloFinder([FromKeyedServices(MembershipTables.All)] IMembershipTable table)
{
    /// <summary>How old what was read of the table may be: many links open at once.</summary>
    private const int AgeMsMax = 100;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<Tuple<MembershipEntry, string>> _rows = [];
    private long _readAt;

    public static string NameOf(NodeId node, NodeAddress address) => $"{node}@{address}";

    /// <summary>Null where there is none, or it has left.</summary>
    public async Task<SiloAddress?> FindAsync(NodeAddress address)
    {
        var suffix = $"@{address}";
        var latest = (await RowsAsync())
            .Select(row => row.Item1)
            .Where(row => row.SiloName.EndsWith(suffix, StringComparison.Ordinal))
            .MaxBy(row => (row.SiloAddress.Generation, row.StartTime));
        return latest is null or { Status: SiloStatus.Dead } ? null : latest.SiloAddress;
    }

    private async Task<IReadOnlyList<Tuple<MembershipEntry, string>>> RowsAsync()
    {
        await _reading.WaitAsync();
        try
        {
            if (_readAt == 0 || Environment.TickCount64 - _readAt > AgeMsMax)
            {
                _rows = (await table.ReadAll()).Members;
                _readAt = Environment.TickCount64;
            }

            return _rows;
        }
        finally
        {
            _reading.Release();
        }
    }
}
