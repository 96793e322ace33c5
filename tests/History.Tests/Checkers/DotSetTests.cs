using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;

namespace DynamoLab.History.Tests.Checkers;

public sealed class DotSetTests
{
    [Fact]
    public void Contains_AnyDotsAdded_AgreesWithASetOfDots() => Law.Holds<int[]>(
        script =>
        {
            var set = new DotSet();
            var model = new HashSet<Dot>();
            foreach (var dot in script.Select(DotOf))
            {
                set.Add(dot);
                model.Add(dot);
            }

            foreach (var dot in Enumerable.Range(0, 100).Select(DotOf))
            {
                Assert.Equal(model.Contains(dot), set.Contains(dot));
            }
        });

    [Fact]
    public void Ranges_AnyDotsAdded_AreApartAndInOrder() => Law.Holds<int[]>(
        script =>
        {
            var set = new DotSet();
            script.Select(DotOf).ToList().ForEach(set.Add);
            var ranges = set.Ranges.ToList();

            for (var i = 1; i < ranges.Count; i++)
            {
                var (before, after) = (ranges[i - 1], ranges[i]);
                Assert.True(before.Actor != after.Actor || before.Range.Last + 1 < after.Range.First);
            }
        });

    [Fact]
    public void AddAllBut_AnyContext_CoversWhatItCoversButForTheDot() => Law.Holds<(int[] Covered, int Excluded)>(
        input =>
        {
            var excluded = DotOf(input.Excluded);
            var context = CausalContext.Of(VersionVector.Empty, [.. input.Covered.Select(DotOf)]);
            var set = new DotSet();
            set.AddAllBut(excluded, context);

            foreach (var dot in Enumerable.Range(0, 100).Select(DotOf))
            {
                Assert.Equal(context.Covers(dot) && dot != excluded, set.Contains(dot));
            }
        });

    private static Dot DotOf(int number)
    {
        var actor = number % 2 == 0 ? Past.A : Past.B;
        return Past.Dot(actor, (ulong)(Math.Abs(number % 100) / 2) + 1);
    }
}
