using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace DynamoLab.Driver.Results;

/// <summary>A table that fits into memory, as comma-separated text; fields are quoted where they need it.</summary>
public static class SmallCsv
{
    public static string Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            foreach (var row in rows.Prepend(columns))
            {
                foreach (var field in row)
                {
                    csv.WriteField(field);
                }

                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}
