using System.Globalization;
using Spectre.Console;

namespace DynamoLab.Driver.Repairs;

/// <summary>The rounds of a report as a table for the screen.</summary>
public static class RepairTable
{
    public static Table Of(RepairReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in (string[])["round", "keys that differ", "exchanges", "timed out", "states sent", "ms"])
        {
            table.AddColumn(new TableColumn(new Text(title)).RightAligned());
        }

        AddRow(table, "before", report.DivergedBefore, "", "", "", "");
        foreach (var round in report.Rounds)
        {
            AddRow(
                table, round.Round, round.DivergedKeys, round.Exchanges, round.TimedOut, round.StatesSent,
                (long)round.Duration.TotalMilliseconds);
        }

        return table;
    }

    private static void AddRow(Table table, params object[] cells) =>
        table.AddRow(cells.Select(cell => new Text(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")));
}
