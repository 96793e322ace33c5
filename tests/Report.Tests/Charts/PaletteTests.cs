using System.Globalization;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Tests.Charts;

/// <summary>Contrasts as the Web Content Accessibility Guidelines compute and ask for them.</summary>
public sealed class PaletteTests
{
    [Theory]
    [InlineData("ink", 7)]
    [InlineData("soft", 4.5)]
    [InlineData("good", 4.5)]
    [InlineData("bad", 4.5)]
    [InlineData("unsure", 4.5)]
    public void Texts_OnPaperAndOnRaised_ContrastEnough(string name, double least)
    {
        foreach (var ground in new[] { "paper", "raised" })
        {
            Assert.InRange(Contrast(Of(name).Day, Of(ground).Day), least, 21);
            Assert.InRange(Contrast(Of(name).Night, Of(ground).Night), least, 21);
        }
    }

    [Fact]
    public void Series_OnPaperAndShade_ContrastByThree()
    {
        foreach (var color in Enumerable.Range(0, Palette.Count).Select(i => Of($"c{i}")))
        {
            foreach (var ground in new[] { "paper", "shade" })
            {
                Assert.InRange(Contrast(color.Day, Of(ground).Day), 3, 21);
                Assert.InRange(Contrast(color.Night, Of(ground).Night), 3, 21);
            }
        }
    }

    private static (string Name, string Day, string Night) Of(string name) =>
        Palette.Colors.Single(c => c.Name == name);

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Luminance(one), Luminance(other));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(string color)
    {
        var parts = new[] { 1, 3, 5 }.Select(at =>
            int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0);
        var linear = parts.Select(p => p <= 0.04045 ? p / 12.92 : Math.Pow((p + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
