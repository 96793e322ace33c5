using DynamoLab.Core;
using DynamoLab.Driver.Torture;

namespace DynamoLab.Driver.Tests.Torture;

/// <summary>What is left of a folder, given the node's notes: what was synced, and nothing else.</summary>
public sealed class PowerCutTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public PowerCutTests()
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Notes);
    }

    private string Data => _scratch.PathOf("data");

    private string Notes => _scratch.PathOf("notes");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Apply_AppendedAfterTheSync_IsCutOff()
    {
        Hold("1.log", "synced and not");

        Assert.Equal((0, 8L), Apply("+ 1.log", "= 1.log 6"));
        Assert.Equal("synced", Text("1.log"));
    }

    [Fact]
    public void Apply_NeverSynced_IsGone()
    {
        Hold("1.log", "not");
        Hold("LOCK", "node1");

        Assert.Equal((1, 3L), Apply("+ 1.log"));
        Assert.False(File.Exists(PathOf("1.log")));
        Assert.Equal("node1", Text("LOCK"));
    }

    [Fact]
    public void Apply_RenamedAfterItsSync_KeepsItsLength()
    {
        Hold("clean-stop", "proof!");

        Assert.Equal((0, 1L), Apply("+ draft", "= draft 5", "> draft clean-stop", "!"));
        Assert.Equal("proof", Text("clean-stop"));
    }

    [Fact]
    public void Apply_RenameNotedAndNotDone_LeavesTheOldName()
    {
        Hold("draft", "proof");

        Assert.Equal((0, 0L), Apply("+ draft", "= draft 5", "> draft clean-stop"));
        Assert.Equal("proof", Text("draft"));
    }

    [Fact]
    public void Apply_CreatedAnewUnderASyncedName_IsGone()
    {
        Hold("draft", "second");

        Assert.Equal((1, 6L), Apply("= draft 5", "- draft kept-0", "!", "+ draft"));
    }

    [Fact]
    public void Apply_CutAndAppendedTo_KeepsWhatWasBeforeTheCut()
    {
        Hold("1.log", "first third");

        Assert.Equal((0, 6L), Apply("= 1.log 12", "< 1.log 5"));
        Assert.Equal("first", Text("1.log"));
    }

    [Fact]
    public void Apply_LineCutShortByTheKill_IsNotTaken()
    {
        Hold("1.log", "synced and not");
        File.WriteAllText(Path.Combine(Notes, "journal"), "= 1.log 6\n= 1.log 1");

        Assert.Equal((0, 8L), new PowerCut(new DeterministicRandom(1)).Apply(Data, Notes));
    }

    [Fact]
    public void Apply_DeletionThatWasNotSynced_ComesBackOrDoesNot()
    {
        var outcomes = Enumerable.Range(0, 32).Select(seed =>
        {
            File.WriteAllText(Path.Combine(Notes, "kept-0"), "synced and not");
            File.Delete(PathOf("1.log"));
            File.WriteAllLines(Path.Combine(Notes, "journal"), ["= 1.log 6", "- 1.log kept-0"]);
            new PowerCut(new DeterministicRandom((ulong)seed)).Apply(Data, Notes);
            return File.Exists(PathOf("1.log")) ? Text("1.log") : "";
        });

        Assert.Equal(["", "synced"], outcomes.Distinct().Order());
    }

    [Fact]
    public void Apply_Twice_TheSecondHasTheNotesOfTheFirst()
    {
        Hold("1.log", "synced and not");
        Apply("= 1.log 6");
        File.AppendAllText(PathOf("1.log"), " again");

        Assert.Equal((0, 6L), new PowerCut(new DeterministicRandom(1)).Apply(Data, Notes));
        Assert.Equal("synced", Text("1.log"));
    }

    private (int Files, long Bytes) Apply(params string[] notes)
    {
        File.WriteAllLines(Path.Combine(Notes, "journal"), notes);
        return new PowerCut(new DeterministicRandom(1)).Apply(Data, Notes);
    }

    private void Hold(string name, string text) => File.WriteAllText(PathOf(name), text);

    private string Text(string name) => File.ReadAllText(PathOf(name));

    private string PathOf(string name) => Path.Combine(Data, name);
}
