using DynamoLab.Report.Charts;
using DynamoLab.Report.Matrix;

namespace DynamoLab.Report.Tests.Matrix;

public sealed class RowViewTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void View_OfRAndW_IsAGridForEachOtherValue()
    {
        var view = ViewOf("grid");

        Assert.True(view.IsGrid);
        Assert.Equal(["nodes 20", "nodes 30"], view.Panels().Select(panel => panel.Title));
        var map = view.MapOf("", view.Panels()[0].Cells, MatrixFigures.StaleReads);
        Assert.Equal(["1", "2", "3"], map.Down);
        Assert.Equal(view.Cells[5].Number("stale_read_share"), map.Values[1][2]);
    }

    [Fact]
    public void View_OfPowersOfTwo_GoesAlongThemLogarithmically()
    {
        var view = ViewOf("load");

        Assert.Equal(("concurrency", null, false), (view.Along, view.Lines, view.IsGrid));
        Assert.Equal(AxisScale.Log2, view.AxisAlong().Scale);
    }

    [Fact]
    public void View_OfANumberAndAWord_HasALineForEachWord()
    {
        var view = ViewOf("skew");

        Assert.Equal(("zipf_s", "routing"), (view.Along, view.Lines));
        Assert.Equal(AxisScale.Linear, view.AxisAlong().Scale);
        Assert.Single(view.Panels());
    }

    [Fact]
    public void View_OfWords_HasNothingToGoAlongAndNoCellWithoutFigures()
    {
        var view = ViewOf("words");

        Assert.Null(view.Along);
        Assert.Equal(["hints on", "hints off"], view.Cells.Select(view.PlaceOf));
    }

    private RowView ViewOf(string row) => MatrixReport
        .ViewsOf(MatrixResults.Read(MadeMatrix.Write(_scratch.PathOf("m")))).Single(view => view.Row.Name == row);
}
