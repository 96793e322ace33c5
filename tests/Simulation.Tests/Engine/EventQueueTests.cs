using DynamoLab.Core;
using DynamoLab.Simulation.Engine;

namespace DynamoLab.Simulation.Tests.Engine;

public sealed class EventQueueTests
{
    [Fact]
    public void Take_EventsInAnyOrder_ComeByTimeAndThenInTheOrderTheyWerePutIn()
    {
        var random = new DeterministicRandom(7);
        var queue = new EventQueue();
        var expected = new List<SimEvent>();
        for (var i = 0; i < 2000; i++)
        {
            var e = EventAt(random.Next(50), i);
            expected.Add(e);
            queue.Add(e);
        }

        Assert.Equal(expected.OrderBy(e => e.AtUs), TakeAll(queue));
    }

    [Fact]
    public void Take_BetweenAdds_GivesAlwaysTheEarliest()
    {
        var random = new DeterministicRandom(3);
        var queue = new EventQueue();
        var model = new List<SimEvent>();
        for (var i = 0; i < 3000; i++)
        {
            if (model.Count > 0 && random.Next(5) < 2)
            {
                var earliest = model.MinBy(e => (e.AtUs, e.Number));
                model.Remove(earliest);
                Assert.Equal(earliest.AtUs, queue.NextUs);
                Assert.Equal(earliest, queue.Take());
            }
            else
            {
                var e = EventAt(random.Next(100), i);
                model.Add(e);
                queue.Add(e);
            }
        }
    }

    [Fact]
    public void NextUs_NothingToCome_IsTheEndOfTime() => Assert.Equal(long.MaxValue, new EventQueue().NextUs);

    private static SimEvent EventAt(long atUs, int number) =>
        new(atUs, EventKind.Wake, 0, 0, (ulong)number, 0, null);

    private static IEnumerable<SimEvent> TakeAll(EventQueue queue)
    {
        while (queue.Count > 0)
        {
            yield return queue.Take();
        }
    }
}
