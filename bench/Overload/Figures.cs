using System.Globalization;

namespace DynamoLab.Bench.Overload;

/// <summary>What a run came to, as a whole and by half seconds.</summary>
internal sealed class Figures(int seconds, int slices)
{
    public Phase Whole { get; } = new();

    public IReadOnlyList<Phase> Slices { get; } = [.. Enumerable.Range(0, slices + 1).Select(_ => new Phase())];

    public double Rate => (double)Whole.Ok / seconds;

    public double P99Ms => Whole.Ms(0.99);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"accepted {Whole.Ok / seconds,6}/s  refused {Whole.Shed / seconds,6}/s  failed {Whole.Failed / seconds,5}/s  "
            + $"p50 {Whole.Ms(0.5),6:0.0}  p99 {P99Ms,7:0.0} ms");
}
