using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>Whether a matrix may go on in a folder that an earlier start has begun.</summary>
internal static class Resumption
{
    /// <exception cref="CannotRunException">
    /// Its cells would stand beside cells of something else: what differs is told.
    /// </exception>
    public static void Check(
        MatrixRecord begun, string name, IReadOnlyList<MatrixCell> cells, bool isQuick, ulong? seed, string folder)
    {
        if (begun.Name != name)
        {
            throw Differs(folder, $"it is of matrix \"{begun.Name}\", not \"{name}\"");
        }

        if (begun.Quick != isQuick)
        {
            throw Differs(folder, $"it was begun {(begun.Quick ? "with" : "without")} --quick");
        }

        if (seed is { } wanted && wanted != begun.Seed)
        {
            throw Differs(folder, $"it was begun with seed {begun.Seed}, not {wanted}");
        }

        foreach (var cell in cells)
        {
            if (begun.Cells.TryGetValue(cell.Name, out var before) && Difference(before, cell) is { } difference)
            {
                throw Differs(folder, $"cell {cell.Name} was begun with {difference}");
            }
        }
    }

    /// <returns>Null when all is the same.</returns>
    private static string? Difference(IReadOnlyDictionary<string, string> before, MatrixCell cell)
    {
        var now = cell.Settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        return before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{name} {before.GetValueOrDefault(name) ?? "left at its default"}, and now has "
                + (now.GetValueOrDefault(name) ?? "its default"))
            .FirstOrDefault();
    }

    private static CannotRunException Differs(string folder, string difference) => new(
        $"--output_dir {folder} cannot go on: {difference}; accepted: what it was begun with, or a new folder");
}
