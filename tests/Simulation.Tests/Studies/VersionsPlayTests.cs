using DynamoLab.Core.Versions;
using DynamoLab.Simulation.Studies.Versions;

namespace DynamoLab.Simulation.Tests.Studies;

public sealed class VersionsPlayTests
{
    private static readonly VersionsPlan Plan = new() { Operations = 2000, Keys = 20 };

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Dvv_AnySchedule_LosesNothingAndInventsNoConflict(ulong seed)
    {
        var found = Play(VersioningKind.Dvv, 10, seed);

        Assert.Equal((0, 0, 0), (found.FalseConflictReads, found.FalseSiblings, found.LostWrites));
        Assert.True(found.SiblingsMax > 1);
    }

    [Fact]
    public void OtherSchemes_TheSameSchedule_ShowTheirWeaknesses()
    {
        Assert.True(Play(VersioningKind.Vv, 2, 1).FalseConflictReads > 0);
        Assert.True(Play(VersioningKind.Vv, 50, 1).LostWrites > 0);
        Assert.True(Play(VersioningKind.Lww, 10, 1).LostWrites > 0);
        Assert.Equal(1, Play(VersioningKind.Lww, 10, 1).SiblingsMax);
    }

    [Fact]
    public void Play_SameSeed_IsTheSame() =>
        Assert.Equal(Play(VersioningKind.Vv, 5, 9), Play(VersioningKind.Vv, 5, 9));

    private static VersionsResult Play(VersioningKind kind, int threshold, ulong seed) => VersionsPlay.Run(
        Plan, VersionsSchedule.Draw(Plan, seed), Versioning.Of(kind, threshold), seed);
}
