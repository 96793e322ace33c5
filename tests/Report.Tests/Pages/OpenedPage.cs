using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace DynamoLab.Report.Tests.Pages;

/// <summary>A page in the browser.</summary>
internal sealed class OpenedPage
{
    /// <summary>Texts of one drawing that lie over each other by more than a pixel, each pair in a line.</summary>
    private const string OverlapsScript = """
        () => [...document.querySelectorAll('svg.plot')].filter(s => s.checkVisibility()).flatMap(svg => {
          const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim())
            .map(t => [t.textContent, t.getBoundingClientRect()]);
          const box = svg.getBoundingClientRect();
          const sticksOut = r => r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1;
          const out = texts.filter(([, r]) => sticksOut(r))
            .map(([t]) => `${t} sticks out`);
          return out.concat(texts.flatMap(([a, r], i) => texts.slice(i + 1)
            .filter(([, q]) => Math.min(r.right, q.right) - Math.max(r.left, q.left) > 1
              && Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top) > 1).map(([b]) => `${a} over ${b}`)));
        })
        """;

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    public OpenedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => _complaints.Enqueue(message.Text);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Whatever it wrote to the console.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Everything it asked for, the page itself first.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public Task<string[]> OverlapsAsync() => Page.EvaluateAsync<string[]>(OverlapsScript);

    /// <summary>Pixels by which it is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public Task<string> GroundAsync() => Page.EvaluateAsync<string>(
        "() => getComputedStyle(document.body).backgroundColor");
}
