using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Radzen;

namespace DynamoLab.Report.Pages;

/// <summary>
/// Components as text. What comes out is the same for the same parameters, and holds nothing that only a script
/// could bring to life.
/// </summary>
public static partial class HtmlRendering
{
    /// <summary>
    /// Pixels that the drawing library leaves free above, and below a title, and a page has no use for.
    /// </summary>
    internal const int EmptyTop = 22;
    internal const int EmptyBottom = 20;

    /// <param name="parameters">Of the component, by name.</param>
    public static async Task<string> OfAsync<TComponent>(IReadOnlyDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var services = new ServiceCollection()
            .AddSingleton<NavigationManager, NoNavigation>()
            .AddSingleton<IJSRuntime, NoScript>()
            .AddLogging();
        services.AddRadzenComponents();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        var view = ParameterView.FromDictionary(parameters.ToDictionary());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString());
        return Plain(html);
    }

    /// <summary>
    /// Every chart's frame becomes an SVG with a view box, which scales; the identities drawn at random for its clip
    /// paths are counted instead.
    /// </summary>
    private static string Plain(string html)
    {
        var names = new Dictionary<string, string>();
        var charts = Frame().Replace(html, chart =>
        {
            names.Add(chart.Groups["id"].Value, string.Create(CultureInfo.InvariantCulture, $"p{names.Count}"));
            var body = chart.Groups["body"].Value;
            var height = int.Parse(chart.Groups["h"].Value, CultureInfo.InvariantCulture) - EmptyTop
                - (body.Contains("rz-axis-title", StringComparison.Ordinal) ? EmptyBottom : 0);
            return $"<svg class=\"plot\" viewBox=\"0 {EmptyTop} {chart.Groups["w"].Value} {height}\" "
                + $"role=\"img\">{body}</svg>";
        });
        var counted = names.Aggregate(charts, (text, name) => text.Replace(
            $"clipPath{name.Key}", $"clip-{name.Value}", StringComparison.Ordinal));
        return EmptyLines().Replace(EmptyGroup().Replace(counted, ""), "\n").Trim() + "\n";
    }

    [GeneratedRegex(
        """<div class="rz-chart[^>]*?width:(?<w>\d+)px;height:(?<h>\d+)px" id="(?<id>[^"]+)"[^>]*>\s*<svg[^>]*>"""
        + """(?<body>.*?)</svg>\s*</div>""",
        RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Frame();

    [GeneratedRegex("""<g class="rz-marker"></g>""", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex EmptyGroup();

    [GeneratedRegex(@"\n\s*\n", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex EmptyLines();

    /// <summary>A page on a disk is nowhere, and leads nowhere.</summary>
    private sealed class NoNavigation : NavigationManager
    {
        public NoNavigation() => Initialize("file:///", "file:///");

        protected override void NavigateToCore(string uri, bool forceLoad) =>
            throw new InvalidOperationException("a rendered page does not navigate");
    }

    /// <summary>A chart that asks for a script would not be plain.</summary>
    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            throw new InvalidOperationException($"there is no script to call {identifier}");

        public ValueTask<TValue> InvokeAsync<TValue>(
            string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);
    }
}
