using DynamoLab.Driver.Matrix.Running;

namespace DynamoLab.Driver.Tests.Matrix.Running;

public sealed class MatrixPlanTests
{
    private const string TwoSizes =
        """
        {"name": "m", "rows": [
          {"name": "a", "axes": {"nodes": [3, 5], "R": [1, 2]}},
          {"name": "b", "settings": {"nodes": 3, "failure_mode": "crash", "W": 1}},
          {"name": "c", "settings": {"nodes": 3, "placement": "random_tokens"}}]}
        """;

    [Fact]
    public void Runs_OfCellsThatCanShareNodes_StandTogether()
    {
        var runs = MatrixPlan.Of(MatrixTexts.Cells(TwoSizes), repeats: 1);

        Assert.Equal(
            ["a-nodes=3-R=1-r1", "a-nodes=3-R=2-r1", "b-r1", "a-nodes=5-R=1-r1", "a-nodes=5-R=2-r1", "c-r1"],
            runs.Select(run => run.FolderName));
        Assert.Equal([3, 5, 3], MatrixPlan.ClustersOf(runs).Select(cluster => cluster.Nodes));
    }

    [Fact]
    public void Runs_Repeated_MeetEveryCellOfAClusterBeforeTheFirstComesAgain()
    {
        var runs = MatrixPlan.Of(MatrixTexts.Cells(TwoSizes), repeats: 2);

        Assert.Equal([1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 1, 2], runs.Select(run => run.Repeat));
    }

    [Fact]
    public void Seed_OfARepeat_IsTheSameInAllCells()
    {
        var runs = MatrixPlan.Of(MatrixTexts.Cells(TwoSizes), repeats: 2);

        Assert.All(runs, run => Assert.Equal(run.Repeat == 1 ? 40UL : 41UL, run.SeedOf(40)));
    }
}
