using System.Globalization;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>One run of a cell.</summary>
/// <param name="Repeat">From 1.</param>
internal sealed record CellRun(MatrixCell Cell, int Repeat)
{
    /// <summary>Its folder below <c>cells</c>.</summary>
    public string FolderName => string.Create(CultureInfo.InvariantCulture, $"{Cell.Name}-r{Repeat}");

    /// <summary>
    /// Repeats draw anew; cells of one repeat draw the same, so that they differ by their settings alone.
    /// </summary>
    public ulong SeedOf(ulong matrixSeed) => unchecked(matrixSeed + (ulong)(Repeat - 1));
}
