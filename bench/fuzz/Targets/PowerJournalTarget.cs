using DynamoLab.Driver;
using DynamoLab.Driver.Torture;
using DynamoLab.Fuzz.Engine;

namespace DynamoLab.Fuzz.Targets;

/// <summary>The notes of a node on what a power failure would leave: no name in them leads out of the folder.</summary>
internal static class PowerJournalTarget
{
    private const string Sample =
        "= 0000000001.log 100\n+ 0000000002.log\n= 0000000002.log 0\n< 0000000001.log 50\n"
        + "> clean-stop.draft clean-stop\n- 0000000001.log kept-1\n!\n= 0000000003.log 5";

    public static FuzzTarget Make() => new("power_journal", [Text.Bytes(Sample)], Parse)
    {
        Words = Text.Words("\n= ", "\n- ", "\n> ", "\n!\n", "..", "/", " ", "../x"),
        Share = 200,
    };

    private static Verdict Parse(byte[] bytes) => Judge.Of<CannotRunException>(() =>
    {
        var journal = PowerJournal.Parse(Text.Of(bytes));
        var names = journal.SyncedLengths.Keys.Concat(journal.Deleted.SelectMany(d => new[] { d.Name, d.Kept }));
        Judge.Require(
            names.All(name => Path.GetFileName(name) == name && name is not ("" or "." or "..")),
            "a name leads out of the folder");
    });
}
