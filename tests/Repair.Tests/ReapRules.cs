namespace DynamoLab.Repair.Tests;

/// <summary>The protocol, or one with a part left out, to see what that part is for.</summary>
internal enum ReapRules
{
    Whole,

    /// <summary>Members vote as soon as they get the proposal.</summary>
    WithoutBarriers,

    /// <summary>Members look at their keys when they vote, but not when they send their barriers nor between.</summary>
    CleanAtTheVoteOnly,
}
