using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Pages;

/// <summary>The style of every page, colours included.</summary>
internal static class PageStyle
{
    public static string Css { get; } = Palette.Css + Read();

    private static string Read()
    {
        using var resource = typeof(PageStyle).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
