using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

public sealed class VersioningTests
{
    [Fact]
    public void Of_EveryKind_IsThatScheme() =>
        Assert.All(Enum.GetValues<VersioningKind>(), kind => Assert.Equal(kind, Versioning.Of(kind).Kind));

    [Fact]
    public void Of_UnknownKind_NamesWhatIsAccepted()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Versioning.Of((VersioningKind)9));
        Assert.Contains("accepted: Dvv, Vv, Lww", refusal.Message);
    }
}
